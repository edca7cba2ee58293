package org.networkrender.blender;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;

/**
 * Files that something in a scene reads of which Blender itself knows nothing: what a shader
 * includes, a layer of USD. Blender goes on without them. Where the look has told that something is
 * missing, somebody renders all the same, and nothing counts here; nor does a file that the look
 * has not found either.
 */
final class UnreadFiles {
  private static final Pattern UNREAD =
      Pattern.compile(
          "fatal error: '(?<include>.*?)' file not found"
              + "|Could not (?:load sublayer|open asset) @(?<layer>.*?)@");

  private final boolean expected;
  private final Set<String> told;
  private boolean listening;
  private @Nullable String file;

  /**
   * Listens to a session of a scene with these properties.
   *
   * @param told the names that Blender has told of in the look
   */
  UnreadFiles(Map<String, String> properties, Set<String> told) {
    this.told = told;
    this.expected = Boolean.parseBoolean(properties.get(SceneProperties.LACKING));
  }

  /** The scene is open and its paths lead to what was sent: what is said from now on counts. */
  synchronized void listen() {
    listening = !expected;
  }

  /** Takes a line that Blender printed. */
  synchronized void line(String line) {
    if (!listening || file != null || ProgressLine.parse(line).isPresent()) {
      return;
    }
    file = name(line).filter(name -> !told.contains(name)).orElse(null);
  }

  /** Returns the name, without its directory, of the file that a line is about. */
  static Optional<String> name(String line) {
    Matcher unread = UNREAD.matcher(BlenderLine.plain(line));
    return unread.find()
        ? Stream.of("include", "layer")
            .flatMap(group -> Stream.ofNullable(unread.group(group)))
            .map(path -> path.replaceFirst("^.*[/\\\\]", ""))
            .findFirst()
        : Optional.empty();
  }

  /** Returns why no frame of this session is the author's, if so. */
  synchronized Optional<RenderException> failure() {
    return Optional.ofNullable(file)
        .map(
            name ->
                RenderException.user(
                    "Something in the scene reads a file that was not sent with it: "
                        + FailureTable.quote(name),
                    "Put it beside the file that names it, by a relative path, or leave it out"));
  }
}
