package org.networkrender.core.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.core.wire.Message;

/**
 * The renderer processes that one slot keeps warm: one a job, for the jobs that it worked on last.
 * A slot that goes round among clients would otherwise start the renderer anew for each task.
 *
 * <p>The lock is never held while a session is called, which is foreign code.
 */
final class WarmSessions {
  /** A session costs memory (245 MB and more for Blender), a new one costs a second. */
  private static final int MOST = 3;

  private final RendererLedger ledger;
  private final ThreadFactory threads;
  private final Map<ServedJob, WarmSession> byJob = new LinkedHashMap<>(8, 0.75f, true);

  /**
   * Begins with none.
   *
   * @param threads makes those on which a session is asked what may hang
   */
  WarmSessions(RendererLedger ledger, ThreadFactory threads) {
    this.ledger = ledger;
    this.threads = threads;
  }

  /** Opens a session. */
  @FunctionalInterface
  interface Opener {
    RenderSession open() throws RenderException, InterruptedException;
  }

  /**
   * Returns the job's session, made anew if there is none that can be used.
   *
   * @param baked what was baked of the scene that it has open, or null: another one opens another
   *     scene
   */
  WarmSession open(ServedJob job, Message.@Nullable MadeFile baked, Opener opener)
      throws RenderException, InterruptedException {
    Optional<WarmSession> warm = of(job);
    if (warm.isPresent()) {
      if (warm.get().isOf(baked) && warm.get().session().isUsable()) {
        return warm.get();
      }
      closeOf(job);
    }
    RenderSession guarded =
        new GuardedSession(
            opener.open(), job.backend().toString(), threads, GuardedSession.PATIENCE);
    WarmSession fresh = new WarmSession(guarded, baked, ledger);
    if (!keep(job, fresh)) {
      fresh.close();
      throw RenderException.user("The job was closed", "");
    }
    return fresh;
  }

  private synchronized Optional<WarmSession> of(ServedJob job) {
    return Optional.ofNullable(byJob.get(job));
  }

  private boolean keep(ServedJob job, WarmSession session) {
    Optional<ServedJob> tooMany = Optional.empty();
    synchronized (this) {
      if (job.isClosed()) {
        return false;
      }
      byJob.put(job, session);
      if (byJob.size() > MOST) {
        tooMany = Optional.of(byJob.keySet().iterator().next());
      }
    }
    tooMany.ifPresent(this::closeOf);
    return true;
  }

  /**
   * Ends the job's session if there is one, whatever it does. Returns when it has ended, also where
   * another thread ends it.
   */
  void closeOf(ServedJob job) {
    of(job)
        .ifPresent(
            session -> {
              session.close();
              remove(job, session);
            });
  }

  private synchronized void remove(ServedJob job, WarmSession session) {
    byJob.remove(job, session);
  }

  void closeAll() {
    jobs().forEach(this::closeOf);
  }

  private synchronized List<ServedJob> jobs() {
    return new ArrayList<>(byJob.keySet());
  }
}
