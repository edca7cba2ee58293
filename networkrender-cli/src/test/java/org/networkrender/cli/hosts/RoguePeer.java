package org.networkrender.cli.hosts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.providers.Providers;

/**
 * A machine that keeps to the protocol's form and breaks its promises: a worker that lies, repeats
 * and keeps silent, and a client of the honest workers that does likewise. It ends with its
 * standard input, and after a quarter of an hour.
 *
 * <pre>RoguePeer SEED HOST ...     the addresses of honest workers</pre>
 */
final class RoguePeer {
  static final String NAME = "eve";

  private static final int PORT = 8080;
  private static final int SHAM_WORKERS = 20;
  private static final int MINUTES = 15;

  private RoguePeer() {}

  public static void main(String[] arguments) throws Exception {
    Random random = new Random(Long.parseLong(arguments[0]));
    List<Endpoint> honest = new ArrayList<>();
    for (String host : List.of(arguments).subList(1, arguments.length)) {
      honest.add(new Endpoint(host, PORT));
    }
    Transport transport = Providers.load().transport("websocket");
    ScheduledExecutorService later = Executors.newScheduledThreadPool(4);
    RogueClient client = new RogueClient(transport, honest, random);
    String welcome = client.learnWelcome();
    String id = random.nextBoolean() ? RogueWorker.idIn(welcome) : UUID.randomUUID().toString();
    Transport.Listener door =
        transport.listen(
            new ListenRequest(PORT, 1, List.of(), from -> Optional.empty()),
            connection -> new RogueWorker(connection, welcome, id, random, later));
    Discovery discovery = Providers.load().discovery("udp");
    announce(discovery, id, door.port());
    for (int i = 0; i < SHAM_WORKERS; i++) {
      announce(discovery, UUID.randomUUID().toString(), 20_000 + i);
    }
    var unused = later.scheduleWithFixedDelay(client::misbehave, 0, 700, TimeUnit.MILLISECONDS);
    unused = later.schedule(() -> Runtime.getRuntime().halt(0), MINUTES, TimeUnit.MINUTES);
    System.out.println("the rogue is ready");
    while (System.in.read() >= 0) {
      // Whoever started it closes this.
    }
    Runtime.getRuntime().halt(0);
  }

  private static void announce(Discovery discovery, String id, int port) throws Exception {
    discovery.announce(
        DiscoverySettings.defaults(),
        new Advertisement(id, NAME, RogueWorker.PROTOCOL, port, "", Advertisement.State.FREE));
  }
}
