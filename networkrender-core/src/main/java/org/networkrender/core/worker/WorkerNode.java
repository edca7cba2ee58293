package org.networkrender.core.worker;

import com.google.common.base.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.events.WorkerPause;
import org.networkrender.core.events.WorkerWarning;
import org.networkrender.core.network.Admission;
import org.networkrender.core.providers.ConfiguredProviders;
import org.networkrender.core.wire.LinkLiveness;
import org.networkrender.core.wire.Message;

/** A running worker: the one place where its parts meet. */
final class WorkerNode implements Worker {
  /** How many ports are tried from the first one on. */
  private static final int PORTS = 10;

  private static final Duration DISK_EVERY = Duration.ofSeconds(1);

  private final WorkerSettings settings;
  private final ConfiguredProviders providers;
  private final WorkerStory story;
  private final Ticker ticker;
  private final String id = UUID.randomUUID().toString();
  private final Workspace workspace;
  private final GivenUpDevices givenUp;
  private final WorkerThreads threads = new WorkerThreads();
  private final StallWatch stalls;
  private final DiskWatch disk;
  private final SlotPool slots;
  private final Pauses pauses = new Pauses(this::pausesChanged);
  private final CurrentOffer offer;
  private final Workbench bench;
  private final Clients clients;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  private Transport.@Nullable Listener door;
  private @Nullable WorkerAnnouncement announcement;
  private volatile boolean started;

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
    this.disk = disk;
    this.givenUp = new GivenUpDevices(settings, workspace);
    this.stalls = new StallWatch(new StallJudgement(settings.limits().silence()), ticker);
    this.slots =
        new SlotPool(
            devices,
            new TaskDelivery(threads.deliveries()),
            stalls,
            workspace.renderers(),
            threads.factory());
    this.offer = new CurrentOffer(slots, pauses);
    this.bench = new Workbench(settings, workspace, store, threads, slots, story, backends);
    this.clients = new Clients(bench, offer, id, settings.name(), ticker);
    this.slots.whenGivenUp((slot, why) -> threads.execute(() -> lost(slot, why)));
  }

  /** A device of a slot has failed so often that it is given up. */
  private synchronized void lost(Slot slot, String why) {
    GivenUpDevices.Outcome outcome =
        givenUp.of(
            slot.device(), bench.found(), () -> BackendProbe.probe(settings, workspace, disk));
    story.warning(WorkerWarning.DEVICE, PlainText.line(why + "; " + outcome.words()));
    if (outcome instanceof GivenUpDevices.SlotEnds) {
      slots.retire(slot);
      clients.tellOffer();
    } else if (outcome instanceof GivenUpDevices.Changed changed) {
      if (settings.slotPerDevice()) {
        slots.renderOn(settings.backend().device());
      }
      bench.found(changed.left());
      // Clients judge a worker when they are greeted.
      clients.endAll("it has lost a device: " + changed.words());
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
    problems().forEach(problem -> story.warning(WorkerWarning.RENDERER, PlainText.line(problem)));
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
                  clients::accept);
      announcement = WorkerAnnouncement.start(settings, advertisement());
    } catch (RenderException | RuntimeException e) {
      close();
      throw e;
    }
    started = true;
    story.started(WorkerOffers.of(settings, slots.count(), port(), backends()));
    threads.regularly(LinkLiveness.LOOK, clients::listen);
    threads.regularly(LinkLiveness.BEAT, this::beat);
    threads.watch(StallWatch.LOOK_EVERY, stalls::tick);
    threads.watch(DISK_EVERY, this::lookAtDisk);
    if (settings.limits().yields()) {
      YieldWatch user =
          new YieldWatch(() -> SystemProcesses.now(bench.found().renderers().keySet()), ticker);
      threads.watch(
          YieldWatch.LOOK_EVERY, () -> pauses.set(WorkerPause.Reason.RENDERS_HERE, user.look()));
    }
  }

  @Override
  public int port() {
    return door == null ? 0 : door.port();
  }

  @Override
  public List<Capabilities> backends() {
    return bench.capabilities();
  }

  @Override
  public List<String> problems() {
    return bench.found().problems();
  }

  @Override
  public String id() {
    return id;
  }

  private Advertisement advertisement() {
    return new Advertisement(id, settings.name(), Message.PROTOCOL, port(), "", offer.state());
  }

  private void beat() {
    clients.beat();
    if (announcement != null) {
      announcement.update(advertisement());
    }
    if (offer.isLeaving() && slots.isIdle() && !clients.haveOffers()) {
      threads.execute(this::close);
    }
  }

  /** Rests while there is no room on the disk, and goes on when there is. */
  private void lookAtDisk() {
    disk.look();
    bench.lookAtRoom();
    pauses.set(WorkerPause.Reason.DISK, disk.reasonToRest());
  }

  private void pausesChanged() {
    List<WorkerPause> all = pauses.all();
    story.pauses(all);
    if (all.isEmpty()) {
      slots.resume();
      clients.tellOffer();
    } else {
      // First of all: what comes back from a worker that offers slots counts as its failure.
      clients.tellOffer();
      giveBack(slots.rest());
    }
  }

  private static void giveBack(List<ServedTask> tasks) {
    for (ServedTask task : tasks) {
      task.job().client().send(new Message.Returned(task.attempt()));
    }
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
    if (offer.isLeaving()) {
      return;
    }
    offer.leave();
    story.stopping(false);
    clients.tellOffer();
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
    if (started && !(offer.isLeaving() && slots.isIdle())) {
      story.stopping(true);
    }
    try {
      if (announcement != null) {
        announcement.close();
      }
      threads.endRegular();
      if (door != null) {
        door.close();
      }
      slots.close();
      threads.end();
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
