package org.networkrender.core.planning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.FurtherFile;

/**
 * Where a scene may have files written on this machine: a scene that was downloaded can name any
 * place of it. Below its own directory and the directory of the pictures it may, but in nothing
 * hidden there; the user may allow more. Never over a file that the scene needs, and each place is
 * for one file of one frame. A link is judged by where it leads.
 */
final class WritingRule {
  /** So many files are no scene's but a frame range or a node by mistake. */
  private static final int MOST = 1_000_000;

  private static final Pattern CONTROL = Pattern.compile(".*\\p{Cntrl}.*", Pattern.DOTALL);

  private final HomeDirectories homes = new HomeDirectories();
  private final Set<Path> inputs = new HashSet<>();
  private final Map<Path, String> taken = new HashMap<>();

  private WritingRule() {}

  /**
   * Checks all further files of a job.
   *
   * @param scene the scene file
   * @param needed all files that the job sends
   * @param output where the pictures go
   * @param allowed directories that the user lets the scene write below
   * @throws RenderException if one may not go where it is to go; says how to allow it
   */
  static void check(
      Path scene,
      Collection<Path> needed,
      List<FurtherFile> further,
      List<PictureName> pictures,
      FrameSet frames,
      Path output,
      List<Path> allowed)
      throws RenderException {
    if (further.isEmpty()) {
      return;
    }
    WritingRule rule = new WritingRule();
    checkCount(further.size(), frames.size());
    Path place = HomeDirectories.real(scene.toAbsolutePath().normalize());
    Path pictured = HomeDirectories.real(output.toAbsolutePath().normalize());
    if (place.getParent() != null) {
      rule.homes.add(place.getParent());
    }
    rule.homes.add(pictured);
    rule.inputs.add(place);
    needed.forEach(file -> rule.inputs.add(HomeDirectories.real(file)));
    Set<Path> more = new HashSet<>();
    allowed.forEach(directory -> more.add(HomeDirectories.real(directory)));
    for (int i = 0; i < frames.size(); i++) {
      for (PictureName name : pictures) {
        rule.taken.put(pictured.resolve(name.forFrame(frames.get(i))), "the job itself");
      }
    }
    for (FurtherFile file : further) {
      Path directory = rule.directory(file, more);
      for (int i = 0; i < frames.size(); i++) {
        rule.take(directory.resolve(file.name().forFrame(frames.get(i))), file);
      }
    }
  }

  /** All places are held in memory and looked at: a scene may name any number of them. */
  private static void checkCount(int each, int frames) throws RenderException {
    if ((long) each * frames > MOST) {
      throw RenderException.user(
          "The scene saves %d further files with each of %d frames, more than %d in all"
              .formatted(each, frames, MOST),
          "Render fewer frames at a time with --frames");
    }
  }

  private Path directory(FurtherFile file, Set<Path> more) throws RenderException {
    Path directory = HomeDirectories.real(file.directory());
    boolean allowed = more.stream().anyMatch(directory::startsWith);
    if (CONTROL.matcher(directory.toString()).matches()) {
      throw refused(file, "has line breaks or other control characters in its path", "");
    }
    if (!allowed && !homes.hold(directory)) {
      throw refused(
          file,
          "is not below the directory of the scene",
          "If the scene may write there, add --allow-write " + SendingRule.quoted(directory));
    }
    if (!allowed && homes.hide(directory)) {
      throw refused(
          file,
          "is hidden",
          "If the scene may write there, add --allow-write " + SendingRule.quoted(directory));
    }
    Path there = existing(directory);
    if (!Files.isDirectory(there)) {
      throw refused(file, "cannot be made, because " + there + " is a file", "Remove that file");
    }
    if (!Files.isWritable(there)) {
      throw refused(file, "cannot be written", "See the permissions of " + there);
    }
    return directory;
  }

  private static RenderException refused(FurtherFile file, String why, String advice) {
    String rest = "mute it in the scene, or let it save elsewhere";
    return RenderException.user(
        sentence("%s saves into %s, which %s".formatted(file.by(), file.directory(), why)),
        advice.isEmpty() ? "In the scene, " + rest : advice + "; else " + rest);
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private void take(Path place, FurtherFile file) throws RenderException {
    String before = taken.putIfAbsent(place, file.by());
    if (before != null) {
      throw RenderException.user(
          before.equals(file.by())
              ? sentence("%s saves more than one file as %s".formatted(before, place))
              : sentence("%s and %s both save %s".formatted(before, file.by(), place)),
          "Give each a name of its own in the scene, or mute one of them");
    }
    if (inputs.contains(place)
        || (Files.exists(place) && inputs.contains(HomeDirectories.real(place)))) {
      throw RenderException.user(
          sentence("%s saves %s, which the scene itself reads".formatted(file.by(), place)),
          "Let it save elsewhere, or mute it in the scene");
    }
    if (Files.isDirectory(place)) {
      throw RenderException.user(
          sentence("%s saves %s, which is a directory".formatted(file.by(), place)),
          "Remove that directory, or let the node save elsewhere");
    }
  }

  /** The nearest directory on the way to a place that is there, or what is there in its stead. */
  static Path existing(Path place) {
    Path there = place;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }
}
