package org.networkrender.core.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;

/** One side of a WebSocket. The library queues without bound, so the bound is kept here. */
final class WebSocketLink implements Link {
  /** What may wait for a socket: a full window of blobs, and as much again of messages. */
  private static final long MAX_UNSENT_BYTES = 32L << 20;

  private static final int MAX_UNSENT_FRAMES = 100_000;

  /** How long the other side has to take the rest and to close. */
  static final long CLOSE_SECONDS = 2;

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(CLOSE_SECONDS, TimeUnit.SECONDS, TransportThreads.pool());

  private final WebSocketImpl socket;
  private final Runnable abort;

  /** An upper bound of what waits; guarded by this. */
  private long unsent;

  /**
   * Takes over a socket.
   *
   * @param abort ends it by force, also when the other side takes nothing
   */
  WebSocketLink(WebSocketImpl socket, Runnable abort) {
    this.socket = socket;
    this.abort = abort;
  }

  @Override
  public boolean send(String message) {
    try {
      socket.send(message);
      return isTaken(message.length());
    } catch (WebsocketNotConnectedException e) {
      // It ended a moment ago; the handler is told by the closing itself.
      return true;
    }
  }

  @Override
  public boolean send(ByteBuffer frame) {
    int length = frame.remaining();
    try {
      socket.send(frame);
      return isTaken(length);
    } catch (WebsocketNotConnectedException e) {
      // As above.
      return true;
    }
  }

  private synchronized boolean isTaken(int length) {
    unsent = socket.outQueue.isEmpty() ? 0 : unsent + length;
    if (unsent > MAX_UNSENT_BYTES) {
      // Counting what really waits takes long, so it is done only when the bound is reached.
      unsent = socket.outQueue.stream().mapToLong(ByteBuffer::remaining).sum();
    }
    return unsent <= MAX_UNSENT_BYTES && socket.outQueue.size() <= MAX_UNSENT_FRAMES;
  }

  @Override
  public void close(String reason) {
    socket.close(CloseFrame.NORMAL, PlainLine.forClose(reason));
    LATER.execute(abort);
  }

  @Override
  public void closeLater() {
    LATER.execute(abort);
  }

  /** Returns what a person reads about a closed WebSocket. */
  static String reason(int code, String reason) {
    if (code == CloseFrame.ABNORMAL_CLOSE || code == CloseFrame.NEVER_CONNECTED) {
      return "the connection broke";
    }
    if (reason == null || reason.isBlank()) {
      return code == CloseFrame.NORMAL ? "" : "closed with WebSocket code " + code;
    }
    return reason;
  }
}
