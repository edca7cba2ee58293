package org.networkrender.core.events;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one socket: gives whoever connects the events, and takes commands. */
final class SocketServer<E extends Event> implements Closeable {
  static final int MOST_CONNECTIONS = 16;

  private static final Logger log = LoggerFactory.getLogger(SocketServer.class);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final ThreadFactory THREADS =
      new ThreadFactoryBuilder().setNameFormat("socket-%d").setDaemon(true).build();

  private final ServerSocketChannel server;
  private final Path file;
  private final Served<E> served;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<SocketConnection<E>> connections = ConcurrentHashMap.newKeySet();

  /** Starts to serve. */
  SocketServer(ServerSocketChannel server, Path file, Served<E> served) {
    this.server = server;
    this.file = file;
    this.served = served;
    THREADS.newThread(this::run).start();
  }

  private void run() {
    while (closed.getCount() > 0) {
      try {
        accept(server.accept());
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        log.warn("a connection cannot be taken", e);
        pause();
      }
    }
  }

  /** Not at once again: what is lacking may be file descriptors. */
  private void pause() {
    try {
      boolean ends = closed.await(1, TimeUnit.SECONDS);
      log.debug("going on: {}", !ends);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(SocketChannel channel) {
    ChannelLines lines = new ChannelLines(channel, CommandJson.MOST_BYTES);
    if (connections.size() >= MOST_CONNECTIONS) {
      refuse(channel, lines);
      return;
    }
    SocketConnection<E> connection =
        new SocketConnection<>(channel, lines, served, connections::remove);
    connections.add(connection);
    connection.start(THREADS);
  }

  private void refuse(SocketChannel channel, ChannelLines lines) {
    try (channel) {
      lines.write(
          CommandJson.refused(
              "the " + served.what() + " has " + MOST_CONNECTIONS + " connections already"));
    } catch (IOException e) {
      log.debug("a program that was refused is gone", e);
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    Files.deleteIfExists(file);
    long end = System.nanoTime() + GRACE.toNanos();
    for (SocketConnection<E> connection : connections) {
      connection.awaitEnd(Duration.ofNanos(end - System.nanoTime()));
      connection.close();
    }
  }
}
