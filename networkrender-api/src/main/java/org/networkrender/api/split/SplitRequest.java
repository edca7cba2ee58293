package org.networkrender.api.split;

import java.util.Map;
import java.util.Optional;
import org.networkrender.api.FrameSet;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.SceneDescription;

/**
 * What is to be cut.
 *
 * @param scene what is in the scene
 * @param frames the frames to render; those that an earlier run finished are not among them
 * @param slots how many slots are known on the farm, the own machine's among them; 1 or more
 * @param options what the user chose, by name; a splitter ignores names that it does not know
 * @param costs tells what a frame costs, for splitters that weigh it
 */
public record SplitRequest(
    SceneDescription scene,
    FrameSet frames,
    int slots,
    Map<String, String> options,
    CostSource costs) {
  /** Copies the options and checks the slots. */
  public SplitRequest {
    options = Map.copyOf(options);
    if (slots < 1) {
      throw new IllegalArgumentException("slots " + slots + " is below 1");
    }
  }

  /** Tells what a frame costs. Asking may take seconds, because something is rendered for it. */
  @FunctionalInterface
  public interface CostSource {
    /** Knows nothing. */
    CostSource NONE = frame -> Optional.empty();

    /** Returns what a frame costs on this machine, or empty when that is not known. */
    Optional<FrameCost> of(int frame);
  }
}
