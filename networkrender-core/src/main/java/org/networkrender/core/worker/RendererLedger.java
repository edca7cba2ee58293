package org.networkrender.core.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The renderer processes that run for a worker, noted in a file: after a crash the next worker ends
 * them. All methods may be called from any thread; one process owns the file.
 */
final class RendererLedger {
  private static final Logger log = LoggerFactory.getLogger(RendererLedger.class);

  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\d{1,18}) (.+)");

  /** Some systems tell a start as the time since their own, whose moment they round anew. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  /** How finely systems tell it otherwise. */
  private static final Duration SAME_TICK = Duration.ofMillis(10);

  private static final Duration NEVER = Duration.ofDays(1);

  private static final Duration END = Duration.ofSeconds(10);

  private final Path file;
  private final Map<ProcessHandle, String> noted = new LinkedHashMap<>();

  /** Whether something changed that is not in the file. */
  private boolean changed;

  RendererLedger(Path file) {
    this.file = file;
  }

  /**
   * Notes processes. Writes only what is new, and forgets those that have ended. What could not be
   * written is tried again the next time.
   */
  synchronized void note(Collection<ProcessHandle> processes) {
    changed |= noted.keySet().removeIf(process -> !process.isAlive());
    for (ProcessHandle process : processes) {
      Optional<String> line = line(process);
      if (line.isPresent()) {
        changed |= !line.get().equals(noted.put(process, line.get()));
      }
    }
    if (changed) {
      write();
    }
  }

  private void write() {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(fresh, noted.values());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      changed = false;
    } catch (IOException e) {
      // Rendering goes on: this is needed only if this worker crashes.
      log.warn("cannot note the renderer's processes in {}: {}", file, e.getMessage());
    }
  }

  private static Optional<String> line(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    Optional<Instant> start = info.startInstant();
    return start.isEmpty()
        ? Optional.empty()
        : info.command()
            .map(command -> process.pid() + " " + start.get().toEpochMilli() + " " + command);
  }

  /**
   * Ends the processes that are noted and still run, by force, and waits until they are gone. A
   * process that only has the same number, because it began at another time, is left alone.
   *
   * @return how many there were
   */
  int endLeftovers() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    List<ProcessHandle> leftovers = new ArrayList<>();
    // Not as lines of the file system: a crash of the machine may leave bytes that are no text.
    new String(Files.readAllBytes(file), UTF_8)
        .lines()
        .forEach(line -> leftover(line).ifPresent(leftovers::add));
    for (ProcessHandle process : leftovers) {
      ProcessTree tree = new ProcessTree();
      tree.look(Optional.of(process));
      tree.kill();
    }
    CompletableFuture<?>[] ends =
        leftovers.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends)
        .completeOnTimeout(null, END.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    Files.delete(file);
    return leftovers.size();
  }

  private static Optional<ProcessHandle> leftover(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      // The crash came while it was written.
      return Optional.empty();
    }
    Instant start = Instant.ofEpochMilli(Long.parseLong(matcher.group(2)));
    String command = matcher.group(3);
    return ProcessHandle.of(Long.parseLong(matcher.group(1)))
        .filter(process -> isNoted(process.info(), start, command));
  }

  /**
   * A process may have been noted a moment before it became another program, as starters do: who
   * has the same number and began at the same tick is the same process whatever it runs.
   */
  private static boolean isNoted(ProcessHandle.Info now, Instant start, String command) {
    Duration apart = now.startInstant().map(at -> Duration.between(at, start).abs()).orElse(NEVER);
    return apart.compareTo(SAME_TICK) <= 0
        || (apart.compareTo(SAME_START) <= 0 && now.command().equals(Optional.of(command)));
  }
}
