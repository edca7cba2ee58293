package org.networkrender.blender;

import com.google.gson.JsonObject;
import java.nio.file.Files;
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
 * @param members how its files are named, if it is the directory of a cache: {@code data/} for a
 *     directory below, {@code flag_*.bphys} for files
 */
record NamedFile(
    String path,
    List<String> texts,
    boolean sequence,
    boolean cache,
    String by,
    SceneSubject subject,
    String told,
    List<String> kinds,
    List<String> members) {
  /** How a path begins that starts at a root, or at the scene. */
  private static final Pattern WHOLE = Pattern.compile("[/\\\\]|[A-Za-z]:");

  /** How a name ends of points that were simulated. */
  private static final String POINTS = ".bphys";

  /** What files of caches may be called; another machine may tell anything. */
  private static final Pattern MEMBER =
      Pattern.compile(
          "[^/\\\\*]*_\\*\\.(bphys|exr)"
              + "|(config|data|guiding|mesh|noise|particles|script|meta|blobs|[0-9]+)/");

  /** Copies the lists. */
  NamedFile {
    texts = List.copyOf(texts);
    kinds = List.copyOf(kinds);
    members = members.stream().filter(each -> MEMBER.matcher(each).matches()).toList();
  }

  /** Returns whether something in the directory of a cache is one of its members. */
  static boolean isMember(Path place, String member) {
    String name = place.getFileName().toString();
    int star = member.lastIndexOf('*');
    if (star < 0) {
      return member.equals(name + "/") && Files.isDirectory(place);
    }
    return name.length() >= member.length()
        && name.startsWith(member.substring(0, star))
        && name.endsWith(member.substring(star + 1))
        && Files.isRegularFile(place);
  }

  /** Returns whether a cache has such a member whenever it is used; several may share a place. */
  static boolean isAlwaysThere(String member) {
    return member.endsWith(POINTS);
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
        told.has("kinds") ? Json.texts(told, "kinds") : List.of(),
        told.has("members") ? Json.texts(told, "members") : List.of());
  }
}
