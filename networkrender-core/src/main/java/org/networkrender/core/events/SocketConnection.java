package org.networkrender.core.events;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One program that is attached. It has a thread that writes and one that reads, so neither a slow
 * one nor a silent one holds any other.
 */
final class SocketConnection<E extends Event> {
  private static final Logger log = LoggerFactory.getLogger(SocketConnection.class);

  private final SocketChannel channel;
  private final ChannelLines lines;
  private final Served<E> served;
  private final EventQueue<E> queue;
  private final Consumer<SocketConnection<E>> ended;
  private final CountDownLatch written = new CountDownLatch(1);

  /** Begins to hear the events. */
  SocketConnection(
      SocketChannel channel,
      ChannelLines lines,
      Served<E> served,
      Consumer<SocketConnection<E>> ended) {
    this.channel = channel;
    this.lines = lines;
    this.served = served;
    this.queue = served.subscribe().get();
    this.ended = ended;
  }

  void start(ThreadFactory threads) {
    threads.newThread(this::write).start();
    threads.newThread(this::read).start();
  }

  private void write() {
    try {
      for (Optional<E> event = queue.take(); event.isPresent(); event = queue.take()) {
        lines.write(served.encode().apply(event.get()));
      }
    } catch (IOException e) {
      log.debug("a program that was attached is gone", e);
    } catch (RuntimeException e) {
      log.warn("an event cannot be told", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      written.countDown();
      close();
    }
  }

  /** Reads commands. Whoever sends no more may go on to get events. */
  private void read() {
    try {
      for (Optional<String> line = lines.read(); line.isPresent(); line = lines.read()) {
        if (!line.get().isBlank()) {
          // Whoever sends what is no JSON at all speaks something else.
          JsonText.object(line.get());
          lines.write(served.commands().apply(line.get()));
        }
      }
      // Not only a courtesy: where nobody is left to read it, this fails at once.
      lines.write(CommandJson.inputEnded());
    } catch (ProtocolException e) {
      refuse(String.valueOf(e.getMessage()));
    } catch (JsonParseException e) {
      refuse("a line is no command such as {\"command\":\"pause\"}: " + e.getMessage());
    } catch (IOException e) {
      log.debug("a program that was attached is gone", e);
      close();
    } catch (RuntimeException e) {
      log.warn("a command failed", e);
      refuse("the command failed: " + e.getMessage());
    }
  }

  private void refuse(String reason) {
    try {
      lines.write(CommandJson.refused(reason));
    } catch (IOException e) {
      log.debug("a program that was attached is gone", e);
    } finally {
      close();
    }
  }

  /** Waits until the program got the last event, but not for ever. */
  void awaitEnd(Duration atMost) {
    try {
      boolean all = written.await(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
      log.debug("the program that was attached got all: {}", all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    queue.close();
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("a connection does not close", e);
    }
    ended.accept(this);
  }
}
