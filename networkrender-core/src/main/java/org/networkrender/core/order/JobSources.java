package org.networkrender.core.order;

import java.nio.file.Path;
import java.util.List;

/**
 * Which files of this machine go into a job, and how.
 *
 * @param copied whether the job keeps a copy of the scene and of all its files from its start;
 *     without one nobody may change them until it ends
 * @param allowed directories whose files may be sent whatever they are; absolute
 */
public record JobSources(boolean copied, List<Path> allowed) {
  /** Copies all, and allows nothing beyond what a scene may name by itself. */
  public static final JobSources DEFAULT = new JobSources(true, List.of());

  /** Copies the list and makes its paths absolute. */
  public JobSources {
    allowed = allowed.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }
}
