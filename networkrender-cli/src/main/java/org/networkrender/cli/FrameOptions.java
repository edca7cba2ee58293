package org.networkrender.cli;

import java.util.Optional;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import picocli.CommandLine.Option;

/** Which frames are wanted. */
final class FrameOptions {
  @Option(
      names = "--frames",
      paramLabel = "FRAMES",
      description = "Frames such as 1-10,20,30-40x2: those that the scene asks for unless given.")
  private Optional<FrameSet> frames = Optional.empty();

  @Option(names = "--frame", paramLabel = "N", description = "This frame alone.")
  private Optional<Integer> frame = Optional.empty();

  /** Returns the frames that were chosen, or empty for those that the scene asks for. */
  Optional<FrameSet> chosen(boolean still) throws RenderException {
    if (frames.isPresent() && frame.isPresent()) {
      throw RenderException.user("Both --frame and --frames are given", "Give one of them");
    }
    Optional<FrameSet> chosen =
        frame.isPresent() ? Optional.of(Checked.value(() -> FrameSet.of(frame.get()))) : frames;
    int count = chosen.map(FrameSet::size).orElse(1);
    if (count == 0) {
      throw RenderException.user("No frame is chosen", "Write for example --frames 1-10");
    }
    if (still && count > 1) {
      throw RenderException.user(
          "A still is one frame, and " + count + " are chosen",
          "Give one with --frame N, or leave out --still");
    }
    return chosen;
  }
}
