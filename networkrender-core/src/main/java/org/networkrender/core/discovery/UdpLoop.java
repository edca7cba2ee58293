package org.networkrender.core.discovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that waits for datagrams and for time, and tells a participant of both. */
final class UdpLoop {
  private static final Logger LOG = LoggerFactory.getLogger(UdpLoop.class);

  /** So many datagrams are read at the most before what is due is done: a flood delays nothing. */
  private static final int BATCH = 64;

  private static final long MAX_WAIT_MILLIS = 500;

  private final UdpSockets sockets;
  private final LocalNetworks networks;
  private final UdpSender sender;
  private final UdpParticipant participant;
  private final LongSupplier ticker;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(DiscoveryCodec.MAX_BYTES + 1);
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  private UdpLoop(
      UdpSockets sockets,
      LocalNetworks networks,
      UdpSender sender,
      UdpParticipant participant,
      LongSupplier ticker) {
    this.sockets = sockets;
    this.networks = networks;
    this.sender = sender;
    this.participant = participant;
    this.ticker = ticker;
  }

  /** Starts a loop on a thread of its own; it owns the sockets from now on. */
  static UdpLoop start(
      Executor threads,
      UdpSockets sockets,
      LocalNetworks networks,
      UdpSender sender,
      UdpParticipant participant,
      LongSupplier ticker) {
    UdpLoop loop = new UdpLoop(sockets, networks, sender, participant, ticker);
    try {
      threads.execute(loop::run);
    } catch (RejectedExecutionException e) {
      try (sockets) {
        throw e;
      } catch (IOException closing) {
        e.addSuppressed(closing);
        throw e;
      }
    }
    return loop;
  }

  /** Makes the participant look for what is due now. */
  void wake() {
    sockets.selector().wakeup();
  }

  /** Ends the loop and waits until its thread is done. Twice does nothing. */
  void close() {
    closed = true;
    wake();
    if (Thread.currentThread() != thread) {
      ended.join();
    }
  }

  private void run() {
    thread = Thread.currentThread();
    try (sockets) {
      // An interrupt is the end of a farm that did not close this.
      while (!closed && !Thread.currentThread().isInterrupted()) {
        turn();
      }
      participant.end(sender);
    } catch (IOException | RuntimeException e) {
      // Nobody else sees this thread end.
      LOG.error("Discovery on this machine stopped", e);
    } finally {
      ended.complete(null);
    }
  }

  private void turn() throws IOException {
    long due = TimeUnit.NANOSECONDS.toMillis(participant.work(sender, ticker.getAsLong())) + 1;
    Selector selector = sockets.selector();
    selector.select(Math.max(1, Math.min(MAX_WAIT_MILLIS, due)));
    for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
      drain((DatagramChannel) key.channel());
    }
    selector.selectedKeys().clear();
  }

  private void drain(DatagramChannel channel) {
    for (int i = 0; i < BATCH && !closed; i++) {
      buffer.clear();
      SocketAddress from = receive(channel);
      if (!(from instanceof InetSocketAddress sender)) {
        return;
      }
      buffer.flip();
      deliver(sender);
    }
  }

  /** Returns the sender of what is in the buffer now, or null when nothing came. */
  private @Nullable SocketAddress receive(DatagramChannel channel) {
    try {
      return channel.receive(buffer);
    } catch (IOException e) {
      // Windows reports here that an answer sent earlier found nobody. The socket works on.
      LOG.debug("Receiving failed: {}", e.toString());
      return null;
    }
  }

  private void deliver(InetSocketAddress from) {
    long now = ticker.getAsLong();
    try {
      DiscoveryMessage message = DiscoveryCodec.decode(buffer);
      if (!networks.contains(from.getAddress())) {
        throw new UnusableMessageException("is not in a subnet of a chosen network interface");
      }
      participant.received(message, from, now);
    } catch (UnusableMessageException e) {
      participant.unusable(from, e.reason(), now);
    }
  }
}
