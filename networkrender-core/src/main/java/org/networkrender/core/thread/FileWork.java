package org.networkrender.core.thread;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.networkrender.core.image.BrokenPictureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a job does with files: it happens beside the farm's thread, and what follows from it on that
 * thread. The job does not end while any of it is under way. Methods belong to the farm's thread.
 */
public final class FileWork {
  private static final Logger log = LoggerFactory.getLogger(FileWork.class);
  private final FarmThread thread;
  private final Executor io;
  private final Consumer<IOException> failed;
  private final Consumer<Throwable> defect;
  private final Runnable done;
  private final Set<FutureTask<?>> interruptible = new LinkedHashSet<>();
  private int running;

  /** Something that blocks. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException, BrokenPictureException, InterruptedException;
  }

  /**
   * Begins with nothing to do.
   *
   * @param failed is told, on the farm's thread, that this machine's files fail it
   * @param defect is told there of what nobody expected
   * @param done is called on the farm's thread whenever a piece of work has ended
   */
  public FileWork(
      FarmThread thread,
      Executor io,
      Consumer<IOException> failed,
      Consumer<Throwable> defect,
      Runnable done) {
    this.thread = thread;
    this.io = io;
    this.failed = failed;
    this.defect = defect;
    this.done = done;
  }

  /** Returns whether work has begun that has not ended. */
  public boolean isUnderWay() {
    return running > 0;
  }

  /** Does something that is to be done whole even when the job is cancelled. */
  public <T> void start(Work<T> work, Consumer<T> then) {
    running++;
    io.execute(() -> perform(work, then));
  }

  /**
   * Does something long that {@link #interrupt} ends, whether it has begun or not. An interrupt
   * closes the file channels that a thread is using: nothing that lasts may be written here.
   */
  public <T> void startLong(Work<T> work, Consumer<T> then) {
    running++;
    FutureTask<T> task = new FutureTask<>(work::run);
    interruptible.add(task);
    io.execute(
        () -> {
          task.run();
          // An interrupt that came late is not for what this thread does next.
          Thread.interrupted();
          perform(() -> result(task), then);
        });
  }

  private static <T> T result(FutureTask<T> task)
      throws IOException, BrokenPictureException, InterruptedException {
    try {
      return task.get();
    } catch (CancellationException e) {
      // Whatever the interrupt broke is not what went wrong.
      throw (InterruptedException) new InterruptedException().initCause(e);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      Throwables.throwIfInstanceOf(cause, IOException.class);
      Throwables.throwIfInstanceOf(cause, BrokenPictureException.class);
      Throwables.throwIfInstanceOf(cause, InterruptedException.class);
      throw new IllegalStateException(cause);
    }
  }

  /** Ends what may be ended half-way. */
  public void interrupt() {
    interruptible.forEach(task -> task.cancel(true));
    interruptible.clear();
  }

  private <T> void perform(Work<T> work, Consumer<T> then) {
    try {
      T result = work.run();
      end(() -> then.accept(result));
    } catch (InterruptedException e) {
      // Only interrupt() does this; the job is about to end.
      end(() -> {});
    } catch (BrokenPictureException e) {
      end(() -> failed.accept(new IOException(e.getMessage(), e)));
    } catch (IOException e) {
      end(() -> failed.accept(e));
    } catch (UncheckedIOException e) {
      end(() -> failed.accept(Objects.requireNonNull(e.getCause())));
    } catch (RuntimeException | Error e) {
      // Whatever it is, the job must not wait for this for ever.
      log.error("a defect in the work with files", e);
      end(() -> defect.accept(e));
    }
  }

  private void end(Runnable then) {
    thread.execute(
        () -> {
          running--;
          then.run();
          done.run();
        });
  }
}
