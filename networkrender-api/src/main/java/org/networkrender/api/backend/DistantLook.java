package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.List;

/**
 * What this machine makes of a look that another machine took into a scene.
 *
 * @param description what is in the scene, with the files that are on this machine
 * @param unseen files among them that say more of the scene and were not there at that look: it is
 *     to be taken again with them
 */
public record DistantLook(SceneDescription description, List<Path> unseen) {
  /** Copies the list. */
  public DistantLook {
    unseen = List.copyOf(unseen);
  }
}
