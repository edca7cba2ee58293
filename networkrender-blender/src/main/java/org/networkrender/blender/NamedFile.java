package org.networkrender.blender;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.networkrender.api.PlainText;
import org.networkrender.api.backend.SceneSubject;

/**
 * A file that a scene names, as the Blender that looked into it told.
 *
 * @param path its absolute path on the machine of that Blender
 * @param texts how the scene, or a library, may spell it; what begins with {@code //} is relative
 *     to that file
 * @param sequence whether it stands for a whole numbered sequence of files
 * @param cache whether it need not be there, such as the place for a cache
 * @param by the data block that names it, or empty when that is not known
 * @param subject the same for a program
 * @param told what follows, as a person is told it, when it is not there although it need not be;
 *     empty if nobody is told
 * @param kinds what it may be, in the words of {@link AssetContent}; empty if it may be anything
 */
record NamedFile(
    String path,
    List<String> texts,
    boolean sequence,
    boolean cache,
    String by,
    SceneSubject subject,
    String told,
    List<String> kinds) {
  /** How a path begins that starts at a root, or at the scene. */
  private static final Pattern WHOLE = Pattern.compile("[/\\\\]|[A-Za-z]:");

  /** Copies the lists. */
  NamedFile {
    texts = List.copyOf(texts);
    kinds = List.copyOf(kinds);
  }

  /** Returns where this program was started, and Blender would be in its place. */
  static Path workingDirectory() {
    return Path.of("").toAbsolutePath();
  }

  /** Returns whether a file that is there is named by a path from the working directory on. */
  boolean isFoundFromWorkingDirectory() {
    return texts.stream()
        .filter(text -> !text.isEmpty() && !WHOLE.matcher(text).lookingAt())
        .anyMatch(
            text ->
                SceneFiles.path(text)
                    .filter(path -> SceneFiles.Search.isThere(path, sequence))
                    .isPresent());
  }

  /** Returns how a person is told that a file is not there. */
  String lacking(String place) {
    return by.isEmpty() ? place : place + " (" + by + ")";
  }

  /** Reads which data block names something; an older version does not tell. */
  static SceneSubject subject(JsonObject told) {
    return told.get("subject") instanceof JsonObject subject && subject.has("name")
        ? block(subject)
        : SceneSubject.none();
  }

  /** Reads a data block. */
  static SceneSubject block(JsonObject told) {
    return new SceneSubject(
        FailureTable.quote(Json.text(told, "collection")),
        PlainText.line(Json.text(told, "name")),
        PlainText.line(Json.text(told, "library")),
        "");
  }

  static NamedFile of(JsonObject told) {
    return new NamedFile(
        Json.text(told, "path"),
        Json.texts(told, "texts"),
        Json.truth(told, "sequence"),
        Json.truth(told, "cache"),
        told.has("by") ? Json.text(told, "by") : "",
        subject(told),
        told.has("told") ? Json.text(told, "told") : "",
        told.has("kinds") ? Json.texts(told, "kinds") : List.of());
  }
}
