package org.networkrender.core.planning;

import com.google.common.base.Throwables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.pool.OtherMachine;

/**
 * The machines that look into a scene just now. Each is waited for on a thread of its own; this
 * belongs to the thread of whoever wants to know. Closing it ends all.
 */
final class DistantLooks implements AutoCloseable {
  private final DistantScene scenes;
  private final DistantInspection.Wish wish;
  private final Executor threads;
  private final LongSupplier clock;
  private final List<Look> open = new ArrayList<>();
  private final BlockingQueue<Look> ended = new LinkedBlockingQueue<>();

  DistantLooks(
      DistantScene scenes, DistantInspection.Wish wish, Executor threads, LongSupplier clock) {
    this.scenes = scenes;
    this.wish = wish;
    this.threads = threads;
    this.clock = clock;
  }

  /** One machine's look into the scene. */
  final class Look {
    private final OtherMachine machine;
    private final LookPatience patience = new LookPatience(clock);
    private final FutureTask<SceneDescription> task;

    private Look(OtherMachine machine) {
      this.machine = machine;
      this.task =
          new FutureTask<>(() -> scenes.look(machine.link(), wish, patience)) {
            @Override
            protected void done() {
              ended.add(Look.this);
            }
          };
    }

    /** Returns what people call the machine. */
    String name() {
      return machine.name();
    }

    /** Returns what is in the scene, once the look has ended. */
    SceneDescription told() throws RenderException {
      try {
        return task.get();
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        Throwables.throwIfInstanceOf(cause, RenderException.class);
        Throwables.throwIfUnchecked(cause);
        throw new IllegalStateException(cause);
      }
    }
  }

  /** Asks a machine. */
  void begin(OtherMachine machine) {
    Look look = new Look(machine);
    threads.execute(look.task);
    open.add(look);
  }

  /** Returns whether nobody looks into the scene. */
  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Returns whether all take so long that another machine may well be the first to answer. */
  boolean areSlow() {
    return open.stream().noneMatch(look -> look.patience.isQuick());
  }

  /** Returns the names of the machines that are waited for. */
  List<String> names() {
    return open.stream().map(Look::name).toList();
  }

  /** Waits for a while for a look that ends; returns null if none does. */
  @Nullable Look next(Duration most) throws RenderException {
    try {
      Look look = ended.poll(most.toNanos(), TimeUnit.NANOSECONDS);
      open.remove(look);
      return look;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RenderException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new RenderException(ErrorKind.USER, "Interrupted", "", cause);
  }

  @Override
  public void close() {
    open.forEach(look -> look.task.cancel(true));
  }
}
