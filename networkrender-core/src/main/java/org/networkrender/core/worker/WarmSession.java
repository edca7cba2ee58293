package org.networkrender.core.worker;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.core.wire.Message;

/** A renderer's session, and the processes that it is known to have. */
final class WarmSession implements Watched, AutoCloseable {
  private final RenderSession session;
  private final Message.@Nullable MadeFile baked;
  private final RendererLedger ledger;
  private final ProcessTree tree = new ProcessTree();
  private volatile boolean visible;
  private boolean closed;

  WarmSession(RenderSession session, Message.@Nullable MadeFile baked, RendererLedger ledger) {
    this.session = session;
    this.baked = baked;
    this.ledger = ledger;
    look();
  }

  RenderSession session() {
    return session;
  }

  /** Returns whether it has a scene open of which this was baked; null for nothing. */
  boolean isOf(Message.@Nullable MadeFile other) {
    return Objects.equals(baked, other);
  }

  /** Looks at its processes and notes them; returns whether they worked since the last look. */
  @Override
  public boolean look() {
    Optional<ProcessHandle> process = session.process();
    visible |= process.isPresent();
    boolean worked = tree.look(process);
    ledger.note(tree.processes());
    return worked;
  }

  /** Whether it ever had a process, in which work can be seen that prints nothing. */
  @Override
  public boolean isVisible() {
    return visible;
  }

  /** Stops the frame that is being rendered, and every process. */
  @Override
  public void stop() {
    look();
    session.cancel();
    tree.kill();
  }

  /**
   * Closes the session; what its processes started and left goes too. They go first: a session that
   * waited for a stopped process would wait for ever. Who comes second waits for the first.
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      look();
      tree.kill();
      session.close();
      tree.kill();
      closed = true;
    }
  }
}
