package org.networkrender.api.backend;

import java.util.List;
import java.util.Objects;

/**
 * What moves in a scene so that a frame needs the frames before, and of which no result is stored
 * with the scene: a renderer that begins with another frame makes another picture.
 *
 * @param names what it is, for a person, such as the names of objects; one or more
 * @param first the frame from which it is to be played on
 * @param chained why its result cannot be stored, in one plain line: then all frames are rendered
 *     by one session, in their order. Empty where it can be stored: {@link RenderSession#bake}
 */
public record Simulation(List<String> names, int first, String chained) {
  /** Copies the list. */
  public Simulation {
    names = List.copyOf(names);
    Objects.requireNonNull(chained);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a simulation of nothing");
    }
  }

  /** Returns whether its result can be stored, so that any renderer can then render any frame. */
  public boolean isBakeable() {
    return chained.isEmpty();
  }
}
