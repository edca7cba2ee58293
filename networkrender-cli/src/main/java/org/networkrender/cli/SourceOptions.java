package org.networkrender.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.networkrender.core.order.JobSources;
import picocli.CommandLine.Option;

/** Which files of this machine go into a job, and where it may write. */
final class SourceOptions {
  @Option(
      names = "--allow-read",
      paramLabel = "DIR",
      description =
          "Let the scene send any file below this directory to the workers; may be given several"
              + " times. Without it a file that is not beside the scene or one of its libraries is"
              + " sent only if it is what the scene takes it for, such as a picture.")
  private List<Path> allowed = new ArrayList<>();

  @Option(
      names = "--allow-write",
      paramLabel = "DIR",
      description =
          "Let the scene's File Output nodes save files below this directory; may be given several"
              + " times. Without it they save below the directory of the scene and that of the"
              + " pictures alone.")
  private List<Path> writable = new ArrayList<>();

  @Option(
      names = "--allow-missing",
      description =
          "Render although the scene lacks files, an engine, nodes or colours that it wants: its"
              + " pictures may be wrong.")
  private boolean allowMissing;

  /**
   * Returns what was chosen.
   *
   * @param copied whether the job keeps a copy of its files
   */
  JobSources sources(boolean copied) {
    return new JobSources(copied, allowed, allowMissing, writable, Optional.empty());
  }
}
