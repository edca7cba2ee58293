package org.networkrender.core.worker;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.events.WorkerPause;
import org.networkrender.core.events.WorkerWarning;
import org.networkrender.core.network.Admission;
import org.networkrender.core.providers.ConfiguredProviders;
import org.networkrender.core.wire.LinkLiveness;
import org.networkrender.core.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running worker: the one place where its parts meet. */
final class WorkerNode implements Worker {
  private static final Logger log = LoggerFactory.getLogger(WorkerNode.class);

  /** How many ports are tried from the first one on. */
  private static final int PORTS = 10;

  /** More than programs that render on one machine; each may hold jobs, threads and files here. */
  private static final int MOST_OF_HOST = 32;

  private static final int MOST_SESSIONS = 256;

  private static final Duration DISK_EVERY = Duration.ofSeconds(1);

  private final WorkerSettings settings;
  private final ConfiguredProviders providers;
  private final WorkerStory story;
  private final Ticker ticker;
  private final String id = UUID.randomUUID().toString();
  private final Workspace workspace;
  private final ContentStore store;
  private final GivenUpDevices givenUp;
  private final ThreadFactory threads =
      new ThreadFactoryBuilder().setNameFormat("worker-%d").setDaemon(true).build();
  private final ExecutorService executor = Executors.newCachedThreadPool(threads);
  private final ExecutorService deliveries = Executors.newSingleThreadExecutor(threads);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(threads);
  private final ScheduledExecutorService watching =
      Executors.newSingleThreadScheduledExecutor(threads);
  private final StallWatch stalls;
  private final DiskWatch disk;
  private final SlotPool slots;
  private final Pauses pauses = new Pauses(this::pausesChanged);
  private final SceneLooks looks = new SceneLooks();
  private final ToldWords words = new ToldWords();
  private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicLong jobDirectories = new AtomicLong();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private Transport.@Nullable Listener door;
  private @Nullable WorkerAnnouncement announcement;
  private volatile boolean draining;
  private volatile boolean started;
  private volatile FoundBackends backends;

  /** Takes what it owns from now on: see {@link WorkerStart}. */
  WorkerNode(
      WorkerSettings settings,
      ConfiguredProviders providers,
      WorkerStory story,
      Ticker ticker,
      Workspace workspace,
      ContentStore store,
      DiskWatch disk,
      FoundBackends backends,
      List<String> devices) {
    this.settings = settings;
    this.providers = providers;
    this.story = story;
    this.ticker = ticker;
    this.workspace = workspace;
    this.store = store;
    this.disk = disk;
    this.backends = backends;
    this.givenUp = new GivenUpDevices(settings, workspace);
    this.stalls = new StallWatch(new StallJudgement(settings.limits().silence()), ticker);
    this.slots =
        new SlotPool(devices, new TaskDelivery(deliveries), stalls, workspace.renderers(), threads);
    this.slots.whenGivenUp((slot, why) -> execute(() -> lost(slot, why)));
  }

  /** A device of a slot has failed so often that it is given up. */
  private synchronized void lost(Slot slot, String why) {
    GivenUpDevices.Outcome outcome =
        givenUp.of(slot.device(), backends, () -> BackendProbe.probe(settings, workspace, disk));
    story.warning(WorkerWarning.DEVICE, PlainText.line(why + "; " + outcome.words()));
    if (outcome instanceof GivenUpDevices.SlotEnds) {
      slots.retire(slot);
      sessions.forEach(this::offer);
    } else if (outcome instanceof GivenUpDevices.Changed changed) {
      if (settings.slotPerDevice()) {
        slots.renderOn(settings.backend().device());
      }
      backends = changed.left();
      // Clients judge a worker when they are greeted.
      sessions.forEach(session -> session.end("it has lost a device: " + changed.words()));
    } else if (outcome instanceof GivenUpDevices.Nothing nothing) {
      pauses.set(WorkerPause.Reason.DEVICE, Optional.of(nothing.words()));
    }
  }

  @Override
  public int slotCount() {
    return slots.count();
  }

  /** Starts to listen and to announce; closes the worker again when that fails. Called once. */
  void open() throws RenderException {
    if (!workspace.leftovers().isEmpty()) {
      story.note(workspace.leftovers());
    }
    backends
        .problems()
        .forEach(problem -> story.warning(WorkerWarning.RENDERER, PlainText.line(problem)));
    lookAtDisk();
    slots.start();
    try {
      Function<InetAddress, Optional<String>> admission =
          Admission.of(settings.allow(), settings.interfaces());
      door =
          providers
              .transport(settings.transport())
              .listen(
                  new ListenRequest(
                      settings.port(),
                      settings.port() == 0 ? 1 : PORTS,
                      settings.interfaces(),
                      admission),
                  this::accept);
      announcement = WorkerAnnouncement.start(settings, advertisement());
    } catch (RenderException | RuntimeException e) {
      close();
      throw e;
    }
    started = true;
    story.started(WorkerOffers.of(settings, slots.count(), port(), backends()));
    RegularWork.every(clock, LinkLiveness.LOOK, this::listen);
    RegularWork.every(clock, LinkLiveness.BEAT, this::beat);
    // Looking at processes can take a while, and nobody's sign of life waits for it.
    RegularWork.every(watching, StallWatch.LOOK_EVERY, stalls::tick);
    RegularWork.every(watching, DISK_EVERY, this::lookAtDisk);
    if (settings.limits().yields()) {
      YieldWatch user =
          new YieldWatch(() -> SystemProcesses.now(backends.renderers().keySet()), ticker);
      RegularWork.every(
          watching,
          YieldWatch.LOOK_EVERY,
          () -> pauses.set(WorkerPause.Reason.RENDERS_HERE, user.look()));
    }
  }

  @Override
  public int port() {
    return door == null ? 0 : door.port();
  }

  @Override
  public List<Capabilities> backends() {
    return backends.capabilities().stream().map(each -> each.withScripts(allowsScripts())).toList();
  }

  /** Returns whether jobs may bring scripts to this worker. */
  boolean allowsScripts() {
    return settings.limits().scripts();
  }

  @Override
  public List<String> problems() {
    return backends.problems();
  }

  @Override
  public String id() {
    return id;
  }

  private ConnectionHandler accept(Connection connection) {
    ClientSession session =
        new ClientSession(this, connection, new LinkLiveness(ticker), new PickUp(ticker));
    long ofHost = sessions.stream().filter(other -> other.isOf(session.host())).count();
    if (ofHost >= MOST_OF_HOST || sessions.size() >= MOST_SESSIONS) {
      session.refuse("too many connections to this worker at the same time");
    } else {
      sessions.add(session);
    }
    return session;
  }

  private Advertisement advertisement() {
    Advertisement.State state =
        draining
            ? Advertisement.State.LEAVING
            : slots.isBusy() || !pauses.text().isEmpty()
                ? Advertisement.State.BUSY
                : Advertisement.State.FREE;
    return new Advertisement(id, settings.name(), Message.PROTOCOL, port(), "", state);
  }

  private void listen() {
    for (ClientSession session : sessions) {
      session.liveness().silence().map(LinkLiveness::notice).ifPresent(session::end);
    }
  }

  private void beat() {
    for (ClientSession session : sessions) {
      if (session.isWelcome()) {
        session.send(new Message.Beat());
      }
      session.pickUp().overdue().ifPresent(session::refuse);
    }
    if (announcement != null) {
      announcement.update(advertisement());
    }
    if (draining && slots.isIdle() && sessions.stream().noneMatch(ClientSession::hasOffers)) {
      executor.execute(this::close);
    }
  }

  /** Rests while there is no room on the disk, and goes on when there is. */
  private void lookAtDisk() {
    disk.look();
    pauses.set(WorkerPause.Reason.DISK, disk.reasonToRest());
  }

  private void pausesChanged() {
    List<WorkerPause> all = pauses.all();
    story.pauses(all);
    if (all.isEmpty()) {
      slots.resume();
      sessions.forEach(this::offer);
    } else {
      // First of all: what comes back from a worker that offers slots counts as its failure.
      sessions.forEach(this::offer);
      giveBack(slots.rest());
    }
  }

  private static void giveBack(List<ServedTask> tasks) {
    for (ServedTask task : tasks) {
      task.job().client().send(new Message.Returned(task.attempt()));
    }
  }

  /** Tells a client how many tasks this worker renders at once just now. */
  private void offer(ClientSession session) {
    // One at a time: the last offer that is sent must be the one that holds.
    synchronized (session) {
      if (session.isWelcome()) {
        session.send(offer());
      }
    }
  }

  private Message.Offer offer() {
    if (draining) {
      return new Message.Offer(0, "it finishes what runs and then leaves");
    }
    String why = pauses.text();
    return why.isEmpty()
        ? new Message.Offer(slots.count(), "")
        : new Message.Offer(0, Message.cut(why));
  }

  /** Greets a client. */
  void welcome(ClientSession session) {
    // An offer that comes first is not listened to, so what it said is in the greeting.
    synchronized (session) {
      Message.Offer offer = offer();
      session.send(
          new Message.Welcome(Message.PROTOCOL, id, settings.name(), offer.slots(), backends()));
      if (offer.slots() == 0) {
        session.send(offer);
      }
    }
  }

  @Nullable RenderBackend backend(String name) {
    return backends.named(name);
  }

  BackendSettings backendSettings() {
    return workspace.settings(settings.backend());
  }

  ContentStore store() {
    return store;
  }

  SlotPool slots() {
    return slots;
  }

  ToldWords words() {
    return words;
  }

  SceneLooks looks() {
    return looks;
  }

  Path newJobDirectory() {
    return workspace.jobs().resolve(Long.toString(jobDirectories.incrementAndGet()));
  }

  /** What may block; refuses work after the worker's end. */
  Executor threads() {
    return executor;
  }

  void execute(Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException e) {
      // The worker has closed: everything that this work could do is done by its end.
      log.debug("dropped work after the worker's end", e);
    }
  }

  WorkerStory story() {
    return story;
  }

  void gone(ClientSession session) {
    sessions.remove(session);
  }

  @Override
  public void pause() {
    pauses.set(WorkerPause.Reason.ASKED, Optional.of("its user has paused it"));
  }

  @Override
  public void resume() {
    pauses.set(WorkerPause.Reason.ASKED, Optional.empty());
  }

  @Override
  public synchronized void drain() {
    if (draining) {
      return;
    }
    draining = true;
    story.stopping(false);
    sessions.forEach(this::offer);
    giveBack(slots.drain());
  }

  @Override
  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    if (started && !(draining && slots.isIdle())) {
      story.stopping(true);
    }
    try {
      if (announcement != null) {
        announcement.close();
      }
      clock.shutdownNow();
      watching.shutdownNow();
      if (door != null) {
        door.close();
      }
      slots.close();
      executor.shutdown();
      deliveries.shutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      try {
        providers.close();
        workspace.close();
      } finally {
        if (started) {
          story.ended();
        }
        closed.countDown();
      }
    }
  }
}
