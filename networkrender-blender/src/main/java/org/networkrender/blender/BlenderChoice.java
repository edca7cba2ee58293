package org.networkrender.blender;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * Which of a machine's Blenders a job is rendered with: the one that the user asks for, else the
 * one that saved the file, else the newest.
 *
 * @param blenders those of the machine, the best first
 * @param wish the version that the user asks for, such as {@code 4.5} or {@code 4.5.15}; or empty
 */
record BlenderChoice(List<InstalledBlender> blenders, Optional<String> wish) {
  private static final Pattern WISH = Pattern.compile("\\d{1,3}\\.\\d{1,3}(\\.\\d{1,3})?");

  /** Checks what the user asks for, before anything is started. */
  static void check(Optional<String> wish) throws RenderException {
    if (wish.isPresent() && !WISH.matcher(wish.get()).matches()) {
      throw RenderException.user(
          "'" + wish.get() + "' is not a version of Blender",
          "Write it like 4.5 or 4.5.15: --blender-version 4.5");
    }
  }

  /**
   * Chooses.
   *
   * @param saved the version that the file was saved by, where it is known
   * @throws RenderException if the machine does not have what the user asks for
   */
  InstalledBlender choose(Optional<BlenderVersion> saved) throws RenderException {
    if (wish.isPresent()) {
      return blenders.stream()
          .filter(each -> each.is(wish.get()))
          .findFirst()
          .orElseThrow(() -> lacking(wish.get()));
    }
    return blenders.stream()
        .filter(each -> saved.isPresent() && each.version().equals(saved.get()))
        .findFirst()
        .orElse(blenders.get(0));
  }

  private RenderException lacking(String version) {
    return new RenderException(
        ErrorKind.REFUSED,
        "This machine does not have Blender "
            + version
            + ". It has "
            + blenders.stream().map(InstalledBlender::place).collect(Collectors.joining(", ")),
        "Install it, name it with --blender, or ask for another one with --blender-version");
  }
}
