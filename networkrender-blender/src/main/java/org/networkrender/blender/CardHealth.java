package org.networkrender.blender;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.networkrender.api.backend.RenderDevice;

/**
 * How often the graphics cards of this machine have failed. One that fails again and again is given
 * up until this program ends. For any thread.
 */
final class CardHealth {
  /** After so many failures without a picture in between a card is given up. */
  static final int MOST_IN_A_ROW = 3;

  private final Map<String, Integer> failures = new HashMap<>();
  private final Set<String> lost = new HashSet<>();

  /** Cards have made a picture together. */
  synchronized void succeeded(List<RenderDevice> cards) {
    cards.forEach(card -> failures.remove(card.id()));
  }

  /**
   * Cards have failed; of several nobody knows which.
   *
   * @return those that are given up by this
   */
  synchronized List<RenderDevice> failed(List<RenderDevice> cards) {
    List<RenderDevice> given = new ArrayList<>();
    for (RenderDevice card : cards) {
      int times = failures.merge(card.id(), 1, Integer::sum);
      if (times >= MOST_IN_A_ROW && lost.add(card.id())) {
        given.add(card);
      }
    }
    return given;
  }

  /** Returns the ids of the cards that were given up. */
  synchronized Set<String> lost() {
    return Set.copyOf(lost);
  }
}
