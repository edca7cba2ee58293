package org.networkrender.core.order;

import java.nio.file.Path;
import java.util.List;

/**
 * A frame whose files are in their place.
 *
 * @param frame the frame number
 * @param pictures its pictures, then, of a frame of this run, the further files that the scene
 *     saves with it
 * @param workers the names of the workers that rendered it in this run: one, or of a frame in parts
 *     all that rendered or finished any of it, who spent most time on it first; none of a frame
 *     that an earlier run finished
 * @param seconds how long they rendered it, all together; for a task of several frames, the mean
 */
public record FinishedFrame(int frame, List<Path> pictures, List<String> workers, double seconds) {
  /** So many names are told where there is one line. */
  private static final int MOST_NAMES = 3;

  /** Copies the lists. */
  public FinishedFrame {
    pictures = List.copyOf(pictures);
    workers = List.copyOf(workers);
  }

  /** Creates a frame that one worker rendered. */
  public FinishedFrame(int frame, List<Path> pictures, String worker, double seconds) {
    this(frame, pictures, List.of(worker), seconds);
  }

  /**
   * Returns who rendered it, for a line of text: the names of up to three workers, and how many
   * others there were. Empty where nobody did in this run.
   */
  public String worker() {
    int more = workers.size() - MOST_NAMES;
    String names = String.join(", ", more > 0 ? workers.subList(0, MOST_NAMES) : workers);
    return more > 0 ? names + " and " + more + " more" : names;
  }
}
