package org.networkrender.core.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.core.wire.Message;

/**
 * The renderer processes that one slot keeps warm: one a job, for the jobs that it worked on last.
 * A slot that goes round among clients would otherwise start the renderer anew for each task.
 */
final class WarmSessions {
  /** A session costs memory (245 MB and more for Blender), a new one costs a second. */
  private static final int MOST = 3;

  private final RendererLedger ledger;
  private final Map<ServedJob, WarmSession> byJob = new LinkedHashMap<>(8, 0.75f, true);

  WarmSessions(RendererLedger ledger) {
    this.ledger = ledger;
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
    WarmSession warm = usable(job, baked);
    if (warm != null) {
      return warm;
    }
    WarmSession fresh = new WarmSession(opener.open(), baked, ledger);
    if (!keep(job, fresh)) {
      fresh.close();
      throw RenderException.user("The job was closed", "");
    }
    return fresh;
  }

  private synchronized @Nullable WarmSession usable(
      ServedJob job, Message.@Nullable MadeFile baked) {
    WarmSession session = byJob.get(job);
    if (session != null && !(session.session().isUsable() && session.isOf(baked))) {
      session.close();
      byJob.remove(job);
      return null;
    }
    return session;
  }

  private synchronized boolean keep(ServedJob job, WarmSession session) {
    if (job.isClosed()) {
      return false;
    }
    byJob.put(job, session);
    if (byJob.size() > MOST) {
      ServedJob oldest = byJob.keySet().iterator().next();
      closeOf(oldest);
    }
    return true;
  }

  /** Ends the job's session if there is one, whatever it does. */
  synchronized void closeOf(ServedJob job) {
    WarmSession session = byJob.remove(job);
    if (session != null) {
      session.close();
    }
  }

  synchronized void closeAll() {
    byJob.values().forEach(WarmSession::close);
    byJob.clear();
  }
}
