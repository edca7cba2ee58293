package org.networkrender.core.pool;

import com.google.common.base.Ticker;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PlainText;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.wire.LinkLiveness;
import org.networkrender.core.wire.Message;

/** The way to one worker, connected or not. Everything happens on the farm's thread. */
public final class WorkerLink implements TwinLinks.Way {
  private final Endpoint endpoint;
  private final String place;
  private final Transport transport;
  private final FarmThread thread;
  private final Dialer dialer;
  private final SharedContents shared;
  private final LinkOwner owner;
  private final Message.Hello hello;
  private final Ticker ticker = Ticker.systemTicker();
  private final LinkTraffic traffic = new LinkTraffic();

  private Optional<Advertisement> advertisement = Optional.empty();
  private boolean announced;
  private int number;
  private @Nullable LinkAttempt attempt;
  private Message.@Nullable Welcome welcome;
  private Message.Offer offer = new Message.Offer(0, "");
  private Optional<String> problem = Optional.empty();
  private boolean settled;
  private boolean asked;
  private final RetryPause pause = new RetryPause(ticker);
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
      LinkOwner owner) {
    this.endpoint = endpoint;
    this.place = place;
    this.transport = transport;
    this.thread = thread;
    this.dialer = dialer;
    this.shared = shared;
    this.hello = hello;
    this.owner = owner;
  }

  /** Returns the number of the present or last connection. */
  public int number() {
    return number;
  }

  /** Returns where the worker is, as text for people; the same when the worker restarts. */
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

  /** Returns whether the worker can be talked to, and is linked by no other way. */
  public boolean isLinked() {
    return settled && hasAnswered();
  }

  @Override
  public boolean hasAnswered() {
    return welcome != null && attempt != null;
  }

  /** It is known now that no other link leads to the worker. */
  public void settled() {
    settled = true;
  }

  @Override
  public boolean isGreeting() {
    return welcome == null && address().isPresent();
  }

  @Override
  public Optional<String> address() {
    return attempt == null ? Optional.empty() : attempt.address();
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
  @Override
  public Message.Welcome welcome() {
    if (welcome == null) {
      throw new IllegalStateException("not linked");
    }
    return welcome;
  }

  /** Returns why it takes no task just now, as it said last; empty where it does not say so. */
  public Optional<String> rest() {
    return isLinked() && offer.slots() == 0 && !offer.reason().isEmpty()
        ? Optional.of(PlainText.line(offer.reason()))
        : Optional.empty();
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
    if (restarted || pause.isFirst()) {
      pause.end();
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
    LinkAttempt current = attempt;
    if (current == null && announced && pause.isOver()) {
      connect();
    } else if (current != null) {
      current.silence().ifPresent(current::end);
    }
  }

  void beat() {
    if (hasAnswered()) {
      send(new Message.Beat());
    }
  }

  /** Sends a message; does nothing when there is no connection. */
  public void send(Message message) {
    LinkAttempt current = attempt;
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
    LinkAttempt current = attempt;
    if (current == null) {
      return CompletableFuture.failedFuture(LinkAttempt.hasEnded());
    }
    LinkTraffic.Transfer transfer = traffic.expect(size - offset);
    CompletableFuture<Void> fetching = current.fetch(blob, offset, size, transfer.count(sink));
    CompletableFuture<Void> unused = fetching.whenComplete((done, error) -> transfer.end());
    return fetching;
  }

  /** Returns what comes in by it. */
  public LinkTraffic traffic() {
    return traffic;
  }

  /** Returns when the worker was last heard, in nanoseconds of the farm's clock. */
  public long lastHeard() {
    return attempt == null ? Long.MIN_VALUE : attempt.lastHeard();
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
    LinkAttempt current = attempt;
    attempt = null;
    welcome = null;
    closed = true;
    problem = Optional.of("the same worker as " + other.place());
    if (current != null) {
      current.close("connected twice");
    }
  }

  /** Returns whether it is but another way to a worker that announces itself at several places. */
  boolean isNeedless() {
    return twin != null && advertisement.isPresent();
  }

  /** The other way to the same worker has ended: this one may be used. */
  public void insteadOf(WorkerLink other) {
    if (twin == other) {
      twin = null;
      closed = false;
      pause.end();
    }
  }

  void close(String reason) {
    twin = null;
    closed = true;
    drop(reason);
  }

  /** Returns how many tasks it takes; 0 when it is not linked. */
  public int slots() {
    return isLinked() ? offer.slots() : 0;
  }

  /** Returns what its renderers can do; nothing when it is not linked. */
  public List<Capabilities> renderers() {
    return isLinked() ? welcome().backends() : List.of();
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
    Optional<String> mismatch = OtherProtocol.of(advertisement);
    if (mismatch.isPresent()) {
      fail(mismatch.get());
      return;
    }
    number = owner.nextNumber();
    LinkAttempt fresh = new LinkAttempt(thread, new LinkLiveness(ticker), shared, this);
    attempt = fresh;
    dialer.dial(endpoint.host(), () -> fresh.connect(transport, endpoint));
  }

  /** The connection is made: whether it is still wanted. */
  boolean connected(LinkAttempt which) {
    if (attempt != which || closed) {
      return false;
    }
    which.send(hello);
    return true;
  }

  /** An attempt has ended, for whatever reason; told once for each that counts. */
  void ended(LinkAttempt which, String reason) {
    if (attempt != which) {
      return;
    }
    boolean wasLinked = hasAnswered();
    attempt = null;
    welcome = null;
    if (wasLinked) {
      // It worked until now, so it may work again at once.
      pause.restart();
    }
    fail(reason);
    owner.unlinked(this, reason);
  }

  /** A message came in on the connection of an attempt. */
  void received(LinkAttempt which, Message message) {
    if (attempt != which) {
      return;
    }
    if (message instanceof Message.Welcome greeting) {
      greeted(which, greeting);
    } else if (message instanceof Message.Refused refused) {
      which.refused(refused.reason());
    } else if (hasAnswered()) {
      if (message instanceof Message.Offer changed) {
        offer = changed;
      }
      owner.message(this, message);
    }
  }

  private void greeted(LinkAttempt which, Message.Welcome greeting) {
    if (greeting.protocol() != Message.PROTOCOL) {
      which.end("it speaks another protocol: install the same version of networkrender on both");
      return;
    }
    welcome = greeting;
    settled = false;
    offer = new Message.Offer(greeting.slots(), "");
    asked = true;
    problem = Optional.empty();
    pause.restart();
    owner.linked(this);
  }

  private void fail(String reason) {
    asked = true;
    problem = Optional.of(reason);
    pause.begin();
  }
}
