package org.networkrender.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.client.FarmSettings;
import org.networkrender.core.events.JobFault;
import org.networkrender.core.events.WorkerEvent;
import org.networkrender.core.events.WorkerEvents;
import org.networkrender.core.events.WorkerSockets;
import org.networkrender.core.events.WorkerWarning;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerSettings;

/** Runs one worker from its start to its last word. */
final class WorkerRun {
  private static final int ID_LENGTH = 8;

  /** How long the end of the process waits until the last word is said. */
  private static final long LAST_WORD_SECONDS = 5;

  private final Surroundings surroundings;
  private final WorkerFollower follower;
  private final WorkerEvents events;
  private final WorkerControl control = new WorkerControl();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final CountDownLatch told = new CountDownLatch(1);
  private boolean single;
  private Interrupts.@Nullable Registration interrupts;

  WorkerRun(Surroundings surroundings, WorkerFollower follower) {
    this.surroundings = surroundings;
    this.follower = follower;
    String id = UUID.randomUUID().toString().substring(0, ID_LENGTH);
    this.events = new WorkerEvents(id, surroundings.clock());
  }

  /** Refuses to run beside another worker of the user. */
  WorkerRun single(boolean whether) {
    single = whether;
    return this;
  }

  /** Gives the settings of a worker, or says why there are none. */
  @FunctionalInterface
  interface Settings {
    WorkerSettings get() throws RenderException;
  }

  /** Runs the worker and returns the exit code. */
  int run(Settings settings) throws RenderException, InterruptedException {
    // Before anybody who is told that it is ready.
    events.hear(this::heard);
    follower.begin(events, control);
    try {
      WorkerSettings checked = settings.get();
      WorkerSockets sockets =
          WorkerSockets.ofUser(surroundings.environment(), FarmSettings.defaults().directory());
      Closeable claim = claim(sockets);
      try {
        run(checked, sockets);
      } finally {
        OpenSocket.close(claim);
      }
    } catch (RenderException e) {
      events.publish(
          stamp ->
              new WorkerEvent.Ended(
                  stamp, e.getMessage(), e.advice(), Optional.of(JobFault.of(e.kind()))));
      follower.end(events);
      throw e;
    } finally {
      told.countDown();
    }
    return interrupted.get() > 1 ? ExitCode.CANCELLED : ExitCode.COMPLETE;
  }

  private Closeable claim(WorkerSockets sockets) throws RenderException {
    OtherWorkers others = new OtherWorkers(sockets);
    if (single) {
      return others.refuse();
    }
    others
        .named()
        .ifPresent(
            name ->
                events.publish(
                    stamp ->
                        new WorkerEvent.Warning(
                            stamp,
                            WorkerWarning.SECOND_WORKER,
                            "another worker of yours runs on this machine, and they share it: "
                                + name)));
    return () -> {};
  }

  /**
   * Until a worker is ready Ctrl-C ends the program as it ends any other one; whoever reads that it
   * is ready may press it at once.
   */
  private void heard(WorkerEvent event) {
    if (event instanceof WorkerEvent.Started) {
      interrupts = surroundings.interrupts().onInterrupt(this::interrupt);
    }
  }

  // What runs at the process's end is there to end with its block; nothing else is done with it.
  @SuppressWarnings("try")
  private void run(WorkerSettings settings, WorkerSockets sockets)
      throws RenderException, InterruptedException {
    Closeable socket = socket(sockets);
    try (Worker worker = surroundings.workers().start(settings, events);
        AtExit atExit = AtExit.run(() -> end(worker))) {
      control.started(worker);
      worker.awaitClosed();
      follower.end(events);
      told.countDown();
    } finally {
      if (interrupts != null) {
        interrupts.close();
      }
      OpenSocket.close(socket);
    }
  }

  /** A worker goes on without where that is not possible. */
  private Closeable socket(WorkerSockets sockets) {
    try {
      return sockets.serve(events, control);
    } catch (IOException | UnsupportedOperationException e) {
      events.publish(
          stamp ->
              new WorkerEvent.Warning(
                  stamp,
                  WorkerWarning.OTHER,
                  "other programs cannot attach to this worker: " + e.getMessage()));
      return () -> {};
    }
  }

  private void interrupt() {
    if (interrupted.incrementAndGet() == 1) {
      control.stop(false);
      follower.interrupted();
    } else {
      control.stop(true);
    }
  }

  /** The process was told to end. */
  private void end(Worker worker) {
    worker.close();
    try {
      // Whoever reads nothing gets no last word.
      boolean unused = told.await(LAST_WORD_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
