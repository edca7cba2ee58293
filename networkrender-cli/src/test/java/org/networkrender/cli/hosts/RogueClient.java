package org.networkrender.cli.hosts;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.Transport;

/** Connects to honest workers, and gives them work that nobody can do. */
final class RogueClient {
  private static final String HELLO =
      "{'type':'hello','protocol':"
          + RogueWorker.PROTOCOL
          + ",'client':'rogue','name':'"
          + RoguePeer.NAME
          + "'}";

  private final Transport transport;
  private final List<Endpoint> honest;
  private final Random random;

  RogueClient(Transport transport, List<Endpoint> honest, Random random) {
    this.transport = transport;
    this.honest = honest;
    this.random = random;
  }

  /** Returns how the first honest worker that answers greets. */
  String learnWelcome() throws Exception {
    for (int tries = 0; ; tries++) {
      Endpoint endpoint = honest.get(tries % honest.size());
      try {
        Guest guest = new Guest();
        Connection connection = transport.connect(endpoint, guest);
        connection.send(json(HELLO));
        return guest.first.get(60, TimeUnit.SECONDS);
      } catch (RenderException e) {
        if (tries > 100) {
          throw e;
        }
      }
    }
  }

  /** Does one wrong thing to one worker. */
  void misbehave() {
    try {
      Connection connection =
          transport.connect(honest.get(random.nextInt(honest.size())), new Guest());
      if (random.nextInt(5) > 0) {
        connection.send(json(HELLO));
      }
      switch (random.nextInt(6)) {
        case 0 -> {} // It says nothing more.
        case 1 -> connection.send("{\"type\":\"nonsense\"}");
        case 2 -> openJobs(connection, 3);
        case 3 -> {
          openJobs(connection, 1);
          for (int i = 0; i < 250; i++) {
            connection.send(
                json("{'type':'assign','job':1,'attempt':" + i + ",'frames':'0-1048574'}"));
          }
        }
        case 4 -> connection.send("x".repeat(100_000));
        default -> connection.close("no");
      }
    } catch (RenderException e) {
      // The worker is down just now, or has had enough of this machine.
    }
  }

  private void openJobs(Connection connection, int jobs) {
    for (int job = 1; job <= jobs; job++) {
      Sha256 manifest = Sha256.of(("manifest " + job).getBytes(StandardCharsets.UTF_8));
      connection.send(
          json(
              "{'type':'openJob','job':%d,'backend':'blender','manifest':'%s','manifestBytes':%d}"
                  .formatted(job, manifest.hex(), 60 << 20)));
    }
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  /** Returns what promises bytes and never has one. */
  static SeekableByteChannel silence() {
    CountDownLatch never = new CountDownLatch(1);
    return (SeekableByteChannel)
        Proxy.newProxyInstance(
            RogueClient.class.getClassLoader(),
            new Class<?>[] {SeekableByteChannel.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "read" -> {
                    never.await();
                    yield -1;
                  }
                  case "position" -> arguments == null ? (Object) 0L : proxy;
                  case "size" -> (long) (60 << 20);
                  case "isOpen" -> true;
                  default -> null;
                });
  }

  /** Never says a word, and has all that it is asked for, but not just now. */
  private static final class Guest implements ConnectionHandler {
    private final CompletableFuture<String> first = new CompletableFuture<>();

    @Override
    public void message(String text) {
      if (text.contains("\"type\":\"welcome\"")) {
        first.complete(text);
      }
    }

    @Override
    public SeekableByteChannel blob(Sha256 blob) throws IOException {
      return silence();
    }

    @Override
    public void closed(String reason) {
      first.completeExceptionally(new IOException(reason));
    }
  }
}
