package org.networkrender.core.split;

import java.util.List;
import org.networkrender.api.split.Task;

/**
 * How a still is to be rendered.
 *
 * @param parts the tasks, or none to render it in one piece
 * @param words what was chosen and why
 */
record StillChoice(List<Task> parts, String words) {
  static StillChoice onePiece(String reason) {
    return new StillChoice(List.of(), "One piece: " + reason);
  }
}
