package org.networkrender.core.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.core.providers.ProviderFaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes of this machine whose program the system tells us, for {@link YieldWatch}. */
final class SystemProcesses {
  private static final Logger log = LoggerFactory.getLogger(SystemProcesses.class);

  private SystemProcesses() {}

  /**
   * Looks at all of them: 25 microseconds each on Linux.
   *
   * @param backends know what their renderers look like that a person runs
   */
  static List<YieldWatch.Used> now(Iterable<RenderBackend> backends) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(process -> used(process, backends)).flatMap(Optional::stream).toList();
    }
  }

  private static Optional<YieldWatch.Used> used(
      ProcessHandle process, Iterable<RenderBackend> backends) {
    ProcessHandle.Info info = process.info();
    Optional<String> program = info.command().map(file -> Path.of(file).getFileName() + "");
    Optional<Duration> time = info.totalCpuDuration();
    return program.isEmpty() || time.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new YieldWatch.Used(
                process, program.get(), time.get(), () -> isOwn(process, backends)));
  }

  private static boolean isOwn(ProcessHandle process, Iterable<RenderBackend> backends) {
    for (RenderBackend backend : backends) {
      try {
        if (backend.isUsersOwn(process)) {
          return true;
        }
      } catch (ProviderFaultException e) {
        log.debug("whose a process is cannot be told", e);
      }
    }
    return false;
  }
}
