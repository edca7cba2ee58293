package org.networkrender.core.order;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
 * @param content the file that holds the scene as it is to be rendered, where that is not the scene
 *     file itself: a copy of a state that was not saved. Relative paths in it start at the scene,
 *     which need not be there; its directory must be. Absolute
 */
public record JobSources(
    boolean copied,
    List<Path> allowed,
    boolean missing,
    List<Path> writable,
    Optional<Path> content) {
  /** Copies all, and allows nothing beyond what a scene may name by itself. */
  public static final JobSources DEFAULT =
      new JobSources(true, List.of(), false, List.of(), Optional.empty());

  /** Copies the lists and makes their paths absolute. */
  public JobSources {
    allowed = absolute(allowed);
    writable = absolute(writable);
    content = content.map(path -> path.toAbsolutePath().normalize());
  }

  private static List<Path> absolute(List<Path> paths) {
    return paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }

  /** Returns the same with the content of the scene from another file. */
  public JobSources withContent(Path file) {
    return new JobSources(copied, allowed, missing, writable, Optional.of(file));
  }

  /** Returns the same so that what is missing stops nothing. */
  public JobSources allowingMissing() {
    return new JobSources(copied, allowed, true, writable, content);
  }
}
