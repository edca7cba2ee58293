package org.networkrender.core.worker;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.MovieRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before a session, which is foreign code. What its work throws that is not declared is told
 * as its fault. What it is asked beside that is asked on a thread of its own and waited for so long
 * only: who asks watches other sessions too, or holds a slot. Such a thread is left alone.
 */
final class GuardedSession implements RenderSession {
  /** How long one question may take. Removing what a session has written takes a while. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(GuardedSession.class);

  private final RenderSession session;
  private final String backend;
  private final ThreadFactory threads;
  private final Duration patience;

  /** What did not come back when it was asked is not asked again. */
  private final Set<String> hanging = ConcurrentHashMap.newKeySet();

  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile boolean broken;

  /**
   * Stands before a session from now on.
   *
   * @param backend whose session it is, for people
   * @param threads makes the threads on which it is asked
   * @param patience how long one question may take
   */
  GuardedSession(RenderSession session, String backend, ThreadFactory threads, Duration patience) {
    this.session = session;
    this.backend = backend;
    this.threads = threads;
    this.patience = patience;
  }

  @Override
  public List<Path> render(RenderRequest request, ProgressListener listener)
      throws RenderException {
    return work(() -> pictures(session.render(request, listener)));
  }

  @Override
  public List<Path> finish(FinishRequest request, ProgressListener listener)
      throws RenderException {
    return work(() -> pictures(session.finish(request, listener)));
  }

  @Override
  public Path bake(BakeRequest request, ProgressListener listener) throws RenderException {
    return work(() -> Objects.requireNonNull(session.bake(request, listener), "no file"));
  }

  @Override
  public void encode(MovieRequest request, ProgressListener listener) throws RenderException {
    work(
        () -> {
          session.encode(request, listener);
          return true;
        });
  }

  private static List<Path> pictures(List<Path> written) {
    return List.copyOf(written);
  }

  /** On the calling thread, which a session may have interrupted: that is nobody's wish. */
  private <T> T work(Callable<T> work) throws RenderException {
    try {
      return work.call();
    } catch (RenderException e) {
      throw e;
    } catch (Throwable e) {
      broken = true;
      throw new RenderException(
          ErrorKind.INTERNAL, "the " + backend + " is at fault: " + ForeignWords.of(e), "", e);
    } finally {
      boolean unused = Thread.interrupted();
    }
  }

  /** This program itself is no renderer: its processes are those of all sessions. */
  @Override
  public Optional<ProcessHandle> process() {
    return ask(
        "process",
        () -> session.process().filter(each -> each.pid() != ProcessHandle.current().pid()),
        Optional.empty());
  }

  @Override
  public Optional<String> givenUp() {
    return ask("givenUp", session::givenUp, Optional.empty());
  }

  @Override
  public boolean isUsable() {
    return !broken && ask("isUsable", session::isUsable, false);
  }

  @Override
  public void cancel() {
    order("cancel", session::cancel);
  }

  @Override
  public void close() {
    order("close", session::close);
  }

  private void order(String what, Runnable order) {
    boolean done =
        ask(
            what,
            () -> {
              order.run();
              return true;
            },
            false);
    broken |= !done;
  }

  private <T> T ask(String what, Callable<T> question, T otherwise) {
    if (hanging.contains(what)) {
      return otherwise;
    }
    FutureTask<T> answer =
        new FutureTask<>(() -> Objects.requireNonNull(question.call(), "it returned nothing"));
    threads.newThread(answer).start();
    try {
      return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(answer, patience));
    } catch (ExecutionException e) {
      tell(what, ForeignWords.of(e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      hanging.add(what);
      broken = true;
      tell(what, "it does not come back");
    }
    return otherwise;
  }

  private void tell(String what, String words) {
    if (told.add(what)) {
      log.warn("a session of the {} is at fault in {}: {}", backend, what, words);
    }
  }
}
