package org.networkrender.api.backend;

import java.util.Objects;
import java.util.Set;

/**
 * What in the pictures of a scene tells of its render, such as the time that it took, and so is
 * another one whenever it is rendered. A comparison of two renders passes it over.
 *
 * @param channels the names of the channels of OpenEXR files that tell nothing else
 * @param everywhere why any value of a finished picture may be another one, as a clause for people;
 *     empty where all values are the same each time, but for those channels
 */
public record RenderTraces(Set<String> channels, String everywhere) {
  /** Nothing: each render gives the same values. */
  public static final RenderTraces NONE = new RenderTraces(Set.of(), "");

  /** Copies the names. */
  public RenderTraces {
    channels = Set.copyOf(channels);
    Objects.requireNonNull(everywhere);
  }
}
