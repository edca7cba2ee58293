package org.networkrender.core.pool;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.wire.LinkLiveness;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;

/**
 * The way to one worker, whether it is connected or not. Everything but the handler's callbacks
 * happens on the farm's thread.
 */
public final class WorkerLink {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(15);

  /** What a link tells the farm, on the farm's thread. */
  public interface Owner {
    /** The worker has said who it is and can be given jobs. */
    void linked(WorkerLink link);

    /** A message about a job came in. */
    void message(WorkerLink link, Message message);

    /** The link has ended, or could not be made. */
    void unlinked(WorkerLink link, String reason);

    /** Returns a number that no link had before. */
    int nextNumber();
  }

  private final Endpoint endpoint;
  private final String place;
  private final Transport transport;
  private final FarmThread thread;
  private final Dialer dialer;
  private final SharedContents shared;
  private final Owner owner;
  private final Message.Hello hello;
  private final Ticker ticker = Ticker.systemTicker();

  private Optional<Advertisement> advertisement = Optional.empty();
  private boolean announced;
  private int number;
  private @Nullable Attempt attempt;
  private Message.@Nullable Welcome welcome;
  private Message.Offer offer = new Message.Offer(0, "");
  private Optional<String> problem = Optional.empty();
  private boolean asked;
  private Duration retry = FIRST_RETRY;
  private long retryAt;
  private boolean closed;
  private @Nullable WorkerLink twin;

  public WorkerLink(
      Endpoint endpoint,
      String place,
      Transport transport,
      FarmThread thread,
      Dialer dialer,
      SharedContents shared,
      Message.Hello hello,
      Owner owner) {
    this.endpoint = endpoint;
    this.place = place;
    this.transport = transport;
    this.thread = thread;
    this.dialer = dialer;
    this.shared = shared;
    this.hello = hello;
    this.owner = owner;
    this.retryAt = ticker.read();
  }

  /** Returns the number of the present or last connection. */
  public int number() {
    return number;
  }

  /**
   * Returns where the worker is, as text for people. It stays the same when the worker restarts.
   */
  public String place() {
    return place;
  }

  /** Returns what people call the worker: its place as long as its name is not known. */
  public String name() {
    if (welcome != null) {
      return welcome.name();
    }
    return advertisement.map(Advertisement::name).orElse(place);
  }

  /** Returns whether the worker can be talked to. */
  public boolean isLinked() {
    return welcome != null && attempt != null;
  }

  /** Returns why it cannot be used; empty when it can, or was not asked yet. */
  public Optional<String> problem() {
    return problem;
  }

  /**
   * Returns what the worker told of itself.
   *
   * @throws IllegalStateException if it is not linked
   */
  public Message.Welcome welcome() {
    if (welcome == null) {
      throw new IllegalStateException("not linked");
    }
    return welcome;
  }

  /** Returns what the worker takes now, as it said last. */
  public Message.Offer offer() {
    return offer;
  }

  /** Discovery heard of it (again): whatever failed before may work now. */
  void announced(DiscoveredWorker worker) {
    boolean restarted =
        !worker
            .advertisement()
            .map(Advertisement::worker)
            .equals(advertisement.map(Advertisement::worker));
    advertisement = worker.advertisement();
    announced = true;
    if (restarted || retry.compareTo(FIRST_RETRY) == 0) {
      retry = FIRST_RETRY;
      retryAt = ticker.read();
    }
    tick();
  }

  /** Discovery lost it. A connection that lives goes on. */
  void lost() {
    announced = false;
  }

  /** Returns whether nothing is known of the worker but that it was there once. */
  boolean isForgotten() {
    return !announced && attempt == null && twin == null;
  }

  /**
   * To be called every {@link LinkLiveness#LOOK}: connects when it is time, and notices silence.
   */
  void tick() {
    if (closed) {
      return;
    }
    Attempt current = attempt;
    if (current == null && announced && ticker.read() - retryAt >= 0) {
      connect();
    } else if (current != null && current.connection != null) {
      // Until there is a connection the transport says what is wrong, and knows it better.
      current.liveness.silence().map(LinkLiveness::notice).ifPresent(current::end);
    }
  }

  void beat() {
    if (isLinked()) {
      send(new Message.Beat());
    }
  }

  /** Sends a message; does nothing when there is no connection. */
  public void send(Message message) {
    Attempt current = attempt;
    if (current != null) {
      current.send(message);
    }
  }

  /**
   * Fetches bytes of a content of the worker. Fails with an {@link IOException} when the link has
   * ended.
   */
  public CompletableFuture<Void> fetch(
      Sha256 blob, long offset, long size, WritableByteChannel sink) {
    Attempt current = attempt;
    if (current == null || current.connection == null) {
      return CompletableFuture.failedFuture(new IOException("the link has ended"));
    }
    return current.connection.fetch(blob, offset, size, current.liveness.watch(sink));
  }

  /** Returns when the worker was last heard, in nanoseconds of the farm's clock. */
  public long lastHeard() {
    return attempt == null ? Long.MIN_VALUE : attempt.liveness.lastHeard();
  }

  /** Ends the connection; it is made again later. */
  public void drop(String reason) {
    if (attempt != null) {
      attempt.end(reason);
    }
  }

  /** The same worker is linked by another way: this way is not used while that one is there. */
  public void duplicates(WorkerLink other) {
    twin = other;
    Attempt current = attempt;
    attempt = null;
    welcome = null;
    closed = true;
    problem = Optional.of("the same worker as " + other.place());
    if (current != null && current.connection != null) {
      current.connection.close("connected twice");
    }
  }

  /** The other way to the same worker has ended: this one may be used. */
  public void insteadOf(WorkerLink other) {
    if (twin == other) {
      twin = null;
      closed = false;
      retry = FIRST_RETRY;
      retryAt = ticker.read();
    }
  }

  void close(String reason) {
    twin = null;
    closed = true;
    drop(reason);
  }

  /** Returns how many tasks it takes; 0 when it is not linked. */
  public int slots() {
    return welcome == null ? 0 : offer.slots();
  }

  /** Returns what its renderers can do; nothing when it is not linked. */
  public List<Capabilities> renderers() {
    return welcome == null ? List.of() : welcome.backends();
  }

  /** Returns whether it announces that all its slots are taken. */
  public boolean isBusy() {
    return advertisement.map(ad -> ad.state() != Advertisement.State.FREE).orElse(false);
  }

  /** Returns whether it was reached, or the attempt to reach it has ended. */
  public boolean wasAsked() {
    return asked;
  }

  private void connect() {
    if (advertisement.isPresent() && advertisement.get().protocol() != Message.PROTOCOL) {
      fail(
          "it speaks protocol "
              + advertisement.get().protocol()
              + ", this machine "
              + Message.PROTOCOL
              + ": install the same version of networkrender on both");
      return;
    }
    number = owner.nextNumber();
    Attempt fresh = new Attempt();
    attempt = fresh;
    dialer.dial(
        endpoint.host(),
        () -> {
          try {
            Connection connection = transport.connect(endpoint, fresh);
            thread.execute(() -> fresh.connected(connection), () -> connection.close("ended"));
          } catch (RenderException e) {
            thread.execute(() -> fresh.ended(String.valueOf(e.getMessage())));
          }
        });
  }

  private void fail(String reason) {
    asked = true;
    problem = Optional.of(reason);
    retryAt = ticker.read() + retry.toNanos();
    retry = retry.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
  }

  /** One connection, from the attempt to make it to its end. */
  private final class Attempt implements ConnectionHandler {
    private final LinkLiveness liveness = new LinkLiveness(ticker);
    private volatile @Nullable Connection connection;
    private @Nullable String refusal;

    /** Farm's thread. */
    private void connected(Connection made) {
      connection = made;
      if (attempt != this || closed) {
        made.close("not needed any more");
        return;
      }
      liveness.heard();
      send(hello);
    }

    private void send(Message message) {
      Connection current = connection;
      if (current != null) {
        current.send(MessageCodec.encode(message));
      }
    }

    /** Farm's thread. */
    private void end(String reason) {
      Connection current = connection;
      if (current != null) {
        current.close(reason);
      }
      ended(reason);
    }

    /** Farm's thread. Comes once for each attempt that counts. */
    private void ended(String reason) {
      if (attempt != this) {
        return;
      }
      boolean wasLinked = isLinked();
      attempt = null;
      welcome = null;
      if (wasLinked) {
        // It worked until now, so it may work again at once.
        retry = FIRST_RETRY;
      }
      fail(refusal != null ? refusal : reason);
      owner.unlinked(WorkerLink.this, refusal != null ? refusal : reason);
    }

    @Override
    public void message(String text) {
      liveness.heard();
      try {
        Message message = MessageCodec.decode(text);
        thread.execute(() -> handle(message));
      } catch (IllegalArgumentException e) {
        String reason = String.valueOf(e.getMessage());
        thread.execute(() -> end(reason));
      }
    }

    private void handle(Message message) {
      if (attempt != this) {
        return;
      }
      if (message instanceof Message.Welcome greeting) {
        welcome(greeting);
      } else if (message instanceof Message.Refused refused) {
        refusal = refused.reason();
      } else if (isLinked()) {
        if (message instanceof Message.Offer changed) {
          offer = changed;
        }
        owner.message(WorkerLink.this, message);
      }
    }

    private void welcome(Message.Welcome greeting) {
      if (greeting.protocol() != Message.PROTOCOL) {
        end("it speaks another protocol: install the same version of networkrender on both");
        return;
      }
      welcome = greeting;
      offer = new Message.Offer(greeting.slots(), "");
      asked = true;
      problem = Optional.empty();
      retry = FIRST_RETRY;
      owner.linked(WorkerLink.this);
    }

    @Override
    public SeekableByteChannel blob(Sha256 blob) throws IOException {
      return liveness.watch(shared.open(blob));
    }

    @Override
    public void closed(String reason) {
      thread.execute(() -> ended(reason.isEmpty() ? "the connection ended" : reason));
    }
  }
}
