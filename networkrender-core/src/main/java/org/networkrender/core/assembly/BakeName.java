package org.networkrender.core.assembly;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.Sha256;

/**
 * The name under which a bake is kept.
 *
 * @param scene stands for the name of the scene file
 * @param job stands for what the job is made from
 * @param last the last frame that the bake goes to
 */
public record BakeName(String scene, String job, int last) {
  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{8})-([0-9a-f]{32})-(-?\\d{1,7})");

  /** Returns the name of a bake of a scene. */
  public static BakeName of(Path scene, Sha256 job, int last) {
    byte[] name = String.valueOf(scene.getFileName()).getBytes(StandardCharsets.UTF_8);
    return new BakeName(Sha256.of(name).hex().substring(0, 8), job.hex().substring(0, 32), last);
  }

  /** Returns the name that a text is; empty for any other text. */
  public static Optional<BakeName> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new BakeName(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  /** Returns whether a bake of this name serves where another one is wanted. */
  public boolean servesFor(BakeName wanted) {
    return scene.equals(wanted.scene) && job.equals(wanted.job) && last >= wanted.last;
  }

  @Override
  public String toString() {
    return scene + '-' + job + '-' + last;
  }
}
