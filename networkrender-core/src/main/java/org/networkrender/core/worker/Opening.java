package org.networkrender.core.worker;

import com.google.common.base.Throwables;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SessionRequest;

/**
 * A backend at opening a session. That is to be done in a moment; but backends are foreign code, so
 * a thread of its own does it, and a slot can turn away from one that hangs.
 */
final class Opening implements Watched {
  private final RenderBackend backend;
  private final SessionRequest request;
  private final Thread thread;
  private final CompletableFuture<RenderSession> session = new CompletableFuture<>();

  Opening(RenderBackend backend, SessionRequest request, ThreadFactory threads) {
    this.backend = backend;
    this.request = request;
    this.thread = threads.newThread(this::open);
  }

  private void open() {
    try {
      RenderSession opened = backend.open(request);
      if (!session.complete(opened)) {
        // Nobody waits for it any more.
        opened.close();
      }
    } catch (Throwable e) {
      // Whatever it is, it belongs to the one who waits.
      session.completeExceptionally(e);
    }
  }

  /** Waits for the session. */
  RenderSession await() throws RenderException, InterruptedException {
    thread.start();
    try {
      return session.get();
    } catch (CancellationException e) {
      throw new RenderException(ErrorKind.INTERNAL, "the opening of a session was stopped", "", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      Throwables.throwIfInstanceOf(cause, RenderException.class);
      Throwables.throwIfUnchecked(cause);
      throw new IllegalStateException(cause);
    } catch (InterruptedException e) {
      stop();
      throw e;
    }
  }

  /** Nobody knows yet what it has started. */
  @Override
  public boolean look() {
    return false;
  }

  @Override
  public boolean isVisible() {
    return true;
  }

  /** The backend is asked to end, and not waited for; the worker waits at its own end. */
  @Override
  public void stop() {
    session.cancel(false);
    thread.interrupt();
  }
}
