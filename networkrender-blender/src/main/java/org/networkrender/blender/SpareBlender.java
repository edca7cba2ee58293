package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * At most one Blender that has looked into a scene and waits for a session that wants a Blender
 * started like this one. Starting another one would take most of a second. It opens the session's
 * scene anew, so it renders what a fresh one would. All methods may be called from any thread.
 */
final class SpareBlender {
  /** Long enough for a job to be planned; whoever waits longer has other things to wait for. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Duration patience;
  private @Nullable Kept kept;

  /** What a session must ask for to get it: a program that was replaced is another one. */
  private record Start(Launch launch, FileTime changed, long bytes) {
    static Optional<Start> of(Launch launch) {
      Path program = launch.installation().program();
      try {
        return Optional.of(
            new Start(launch, Files.getLastModifiedTime(program), Files.size(program)));
      } catch (IOException e) {
        // What cannot be looked at cannot be known to be the same.
        return Optional.empty();
      }
    }
  }

  private record Kept(Start start, ScriptedBlender blender) {}

  SpareBlender(Duration patience) {
    this.patience = patience;
  }

  /** Keeps a Blender until it is taken, another one comes, or nobody wanted it for a while. */
  void keep(Launch launch, ScriptedBlender blender) {
    Optional<Start> start = Start.of(launch);
    if (start.isEmpty()) {
      blender.close();
      return;
    }
    Kept fresh = new Kept(start.get(), blender);
    close(exchange(fresh));
    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> close(remove(fresh)));
  }

  /** Returns the Blender if there is one that was started so; it belongs to the caller then. */
  Optional<ScriptedBlender> take(Launch launch) {
    Kept found = remove(Start.of(launch));
    if (found == null) {
      return Optional.empty();
    }
    if (!found.blender().process().isAlive()) {
      found.blender().close();
      return Optional.empty();
    }
    return Optional.of(found.blender());
  }

  /** Returns whether a Blender waits. */
  synchronized boolean isThere() {
    return kept != null && kept.blender().process().isAlive();
  }

  /** Ends the Blender that nobody took. */
  void end() {
    close(exchange(null));
  }

  private synchronized @Nullable Kept exchange(@Nullable Kept next) {
    Kept before = kept;
    kept = next;
    return before;
  }

  private synchronized @Nullable Kept remove(Kept which) {
    return kept != null && kept.blender() == which.blender() ? exchange(null) : null;
  }

  private synchronized @Nullable Kept remove(Optional<Start> start) {
    return kept != null && start.equals(Optional.of(kept.start())) ? exchange(null) : null;
  }

  private static void close(@Nullable Kept unwanted) {
    if (unwanted != null) {
      unwanted.blender().close();
    }
  }
}
