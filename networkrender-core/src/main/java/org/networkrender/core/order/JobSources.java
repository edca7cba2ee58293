package org.networkrender.core.order;

import java.nio.file.Path;
import java.util.List;

/**
 * Which files of this machine go into a job, and how, and where the scene may have others written.
 *
 * @param copied whether the job keeps a copy of the scene and of all its files from its start;
 *     without one nobody may change them until it ends
 * @param allowed directories whose files may be sent whatever they are; absolute
 * @param missing whether to render although files are missing that the scene names, or something
 *     else that it wants: pictures may be other ones than its author's
 * @param writable directories below which the scene may save files, beside its own directory and
 *     that of the pictures; absolute
 */
public record JobSources(boolean copied, List<Path> allowed, boolean missing, List<Path> writable) {
  /** Copies all, and allows nothing beyond what a scene may name by itself. */
  public static final JobSources DEFAULT = new JobSources(true, List.of(), false, List.of());

  /** Copies the lists and makes their paths absolute. */
  public JobSources {
    allowed = absolute(allowed);
    writable = absolute(writable);
  }

  private static List<Path> absolute(List<Path> paths) {
    return paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }

  /** Returns the same so that what is missing stops nothing. */
  public JobSources allowingMissing() {
    return new JobSources(copied, allowed, true, writable);
  }
}
