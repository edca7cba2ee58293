package org.networkrender.core.client;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.providers.ProviderFaultException;
import org.networkrender.core.wire.LinkLiveness;
import org.networkrender.core.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The farm as one client process sees it. State belongs to {@link FarmThread}. */
final class LocalFarm implements Farm {
  private static final Logger log = LoggerFactory.getLogger(LocalFarm.class);
  private static final Duration TICK = LinkLiveness.LOOK;

  private final FarmSettings settings;
  private final Ticker ticker;
  private final FarmThread thread = new FarmThread(this::defect);
  private final ExecutorService io =
      Executors.newCachedThreadPool(
          new ThreadFactoryBuilder().setNameFormat("farm-io-%d").setDaemon(true).build());
  private final Dialer dialer = new Dialer(io);
  private final SharedContents shared = new SharedContents();
  private final WorkerSearch search = new WorkerSearch();
  private final Map<Endpoint, WorkerLink> links = new LinkedHashMap<>();
  private final Map<Integer, ActiveJob> jobs = new LinkedHashMap<>();
  private final Message.Hello hello;
  private final LocalWorker localWorker;

  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch idle = new CountDownLatch(1);

  private final HeadStart headStart = new HeadStart();
  private final InspectionAnswers answers = new InspectionAnswers();
  private final DistantInspection inspection;
  private final LinkOwner linkOwner = new LinkOwner();
  private final TwinCheck twins;
  private boolean closing;
  private int lastNumber;
  private int lastJob;
  private long previousTick;
  private long nextBeat;
  private @Nullable WorkerLink localLink;

  private LocalFarm(FarmSettings settings, Ticker ticker) {
    this.settings = settings;
    this.ticker = ticker;
    this.hello = new Message.Hello(Message.PROTOCOL, UUID.randomUUID().toString(), settings.name());
    this.localWorker = new LocalWorker(settings);
    this.twins = new TwinCheck(ticker::read, linkOwner);
    this.inspection =
        new DistantInspection(
            () -> thread.call(() -> links.values().stream().map(OtherMachine::of).toList()),
            new DistantScene(
                thread, shared, answers, () -> ++lastJob, settings.backend().temporary()));
    this.previousTick = ticker.read();
    this.nextBeat = previousTick;
  }

  static Farm open(FarmSettings settings) throws RenderException {
    return open(settings, Ticker.systemTicker());
  }

  /**
   * Opens a farm.
   *
   * @param ticker the clock of its jobs
   */
  static Farm open(FarmSettings settings, Ticker ticker) throws RenderException {
    KnownHosts.check(settings.discovery().workers());
    LocalFarm farm = new LocalFarm(settings, ticker);
    try {
      Transport transport = settings.providers().transport(settings.transport());
      farm.search.begin(settings, () -> farm.new Listener(transport));
      farm.thread.every(TICK, farm::tick);
      return farm;
    } catch (RenderException | RuntimeException e) {
      farm.close();
      throw e;
    }
  }

  @Override
  public RenderJob submit(JobOrder order, JobListener listener) throws RenderException {
    JobListenerCalls calls = new JobListenerCalls(listener);
    try {
      JobPlanner planner = new JobPlanner(settings, order, calls::notice);
      RenderBackend backend = planner.backend();
      // The own renderer is looked for while the scene is: both take a second.
      CompletableFuture<Void> local = startLocal();
      SceneDescription scene = inspect(planner, backend, order, local, calls);
      JobPlan plan = planner.plan(backend, scene, known(backend));
      return start(plan, calls);
    } catch (RenderException | RuntimeException e) {
      calls.end(() -> {});
      ProviderFaultException.throwIfIn(e);
      throw e;
    }
  }

  private SceneDescription inspect(
      JobPlanner planner,
      RenderBackend backend,
      JobOrder order,
      CompletableFuture<Void> local,
      JobListenerCalls calls)
      throws RenderException {
    try {
      SceneDescription scene = planner.inspect(backend);
      localWorker.await(local, calls::notice);
      if (settings.local()) {
        localWorker.check(backend, scene, order.options());
      }
      return scene;
    } catch (RenderException e) {
      if (e.kind() != ErrorKind.REFUSED) {
        throw e;
      }
      try {
        localWorker.await(local, calls::notice);
      } catch (RenderException none) {
        String text = "this machine does not render: " + none.getMessage();
        calls.notice(new Notice(Notice.Level.INFO, text));
      }
      boolean other = FittingRenderer.isOf(backend, localWorker.backends());
      return planner.inspectElsewhere(inspection, backend, e, other);
    }
  }

  private CompletableFuture<Void> startLocal() {
    if (!settings.local()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(localWorker::start, io)
        .thenRun(() -> thread.execute(this::linkLocal));
  }

  private void linkLocal() {
    if (localLink == null) {
      localLink = newLink(localWorker.endpoint(), LocalWorker.PLACE, localWorker.transport());
      localLink.announced(new DiscoveredWorker(localWorker.endpoint(), Optional.empty()));
    }
  }

  private WorkerLink newLink(Endpoint endpoint, String place, Transport transport) {
    return new WorkerLink(endpoint, place, transport, thread, dialer, shared, hello, linkOwner);
  }

  private KnownFarm known(RenderBackend backend) {
    return thread.call(
        () -> {
          int slots = allLinks().stream().mapToInt(link -> link.known().slots()).sum();
          List<WorkerLink> others = links.values().stream().filter(WorkerLink::isLinked).toList();
          return KnownFarm.of(slots, localWorker.backends(), others, backend);
        });
  }

  private RenderJob start(JobPlan plan, JobListenerCalls calls) {
    return thread.call(
        () -> {
          int number = ++lastJob;
          plan.contents().forEach(shared::share);
          ActiveJob job =
              new ActiveJob(
                  number, plan, thread, io, shared, ticker::read, calls, () -> ended(number, plan));
          jobs.put(number, job);
          job.start();
          if (localLink != null) {
            headStart.offer(
                number, plan.split().tasks().size(), plan.backend()::isWaiting, ticker.read());
            introduce(job, localLink);
          }
          if (!headStart.holds(number)) {
            introduceOthers(job);
          }
          return job;
        });
  }

  private void introduceOthers(ActiveJob job) {
    links.values().forEach(link -> introduce(job, link));
  }

  private void introduce(ActiveJob job, WorkerLink link) {
    if (link.isLinked()) {
      job.linked(link, link == localLink);
    } else if (link.problem().isPresent()) {
      job.unreachable(link, link.problem().get());
    } else {
      job.asking(link);
    }
  }

  private void ended(int number, JobPlan plan) {
    jobs.remove(number);
    headStart.forget(number);
    plan.contents().forEach(shared::unshare);
    endIfIdle();
  }

  private void endIfIdle() {
    if (closing && jobs.isEmpty()) {
      idle.countDown();
    }
  }

  /** A picture that is just getting its name gets it first: its job ends only then. */
  private void awaitIdle() {
    try {
      if (!idle.await(5, TimeUnit.SECONDS)) {
        log.warn("a job does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<WorkerLink> allLinks() {
    List<WorkerLink> all = new ArrayList<>();
    if (localLink != null) {
      all.add(localLink);
    }
    all.addAll(links.values());
    return all;
  }

  @Override
  public List<KnownWorker> workers() {
    return thread.call(() -> links.values().stream().map(WorkerLink::known).toList());
  }

  private void tick() {
    long now = ticker.read();
    boolean beat = now - nextBeat >= 0;
    if (beat) {
      nextBeat = now + LinkLiveness.BEAT.toNanos();
    }
    twins.tick();
    for (WorkerLink link : allLinks()) {
      link.tick();
      if (beat) {
        link.beat();
      }
    }
    links.values().removeIf(WorkerLink::isForgotten);
    for (Map.Entry<Integer, ActiveJob> job : List.copyOf(jobs.entrySet())) {
      if (headStart.isOver(job.getKey(), now)) {
        introduceOthers(job.getValue());
      }
      job.getValue().tick(previousTick);
    }
    previousTick = now;
  }

  private void defect(RuntimeException e) {
    for (ActiveJob job : List.copyOf(jobs.values())) {
      job.defect(e);
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    search.close();
    thread.execute(
        () -> {
          List.copyOf(jobs.values()).forEach(ActiveJob::cancelNow);
          answers.close();
          allLinks().forEach(link -> link.close("the client has ended"));
          closing = true;
          endIfIdle();
        });
    awaitIdle();
    thread.close();
    localWorker.close();
    dialer.close();
    io.shutdown();
  }

  /** Turns what discovery tells into links. */
  private final class Listener implements DiscoveryListener {
    private final Transport transport;

    Listener(Transport transport) {
      this.transport = transport;
    }

    @Override
    public void found(DiscoveredWorker worker) {
      changed(worker);
    }

    @Override
    public void changed(DiscoveredWorker worker) {
      thread.execute(
          () ->
              links
                  .computeIfAbsent(
                      worker.endpoint(),
                      endpoint -> newLink(endpoint, endpoint.toString(), transport))
                  .announced(worker));
    }

    @Override
    public void gone(DiscoveredWorker worker) {
      thread.execute(
          () -> {
            WorkerLink link = links.get(worker.endpoint());
            if (link != null) {
              link.lost();
            }
          });
    }

    @Override
    public void ignored(String from, String reason) {
      log.info("a message from {} is ignored: {}", from, reason);
    }
  }

  /** Passes what links tell on to the jobs. */
  private final class LinkOwner implements WorkerLink.Owner, TwinCheck.Owner {
    @Override
    public void linked(WorkerLink link) {
      String worker = link.welcome().worker();
      List<WorkerLink> alike =
          allLinks().stream()
              .filter(other -> other != link && other.isLinked())
              .filter(other -> other.welcome().worker().equals(worker))
              .toList();
      if (alike.isEmpty()) {
        other(link);
      } else {
        twins.begin(link, alike);
      }
    }

    @Override
    public void same(WorkerLink later, WorkerLink earlier) {
      later.duplicates(earlier);
    }

    @Override
    public void other(WorkerLink link) {
      for (Map.Entry<Integer, ActiveJob> job : List.copyOf(jobs.entrySet())) {
        if (link == localLink || !headStart.holds(job.getKey())) {
          job.getValue().linked(link, link == localLink);
        }
      }
    }

    @Override
    public void message(WorkerLink link, Message message) {
      if (message instanceof Message.Recalled recalled) {
        twins.message(link, recalled);
      }
      answers.message(link, message);
      ActiveJob job = jobs.get(JobNumbers.of(message));
      if (job != null) {
        job.message(link, message);
        if (link == localLink && headStart.endsWith(message)) {
          introduceOthers(job);
        }
      } else if (message instanceof Message.Offer) {
        List.copyOf(jobs.values()).forEach(each -> each.message(link, message));
      }
    }

    @Override
    public void unlinked(WorkerLink link, String reason) {
      answers.unlinked(link, reason);
      twins.unlinked(link);
      allLinks().forEach(other -> other.insteadOf(link));
      for (ActiveJob job : List.copyOf(jobs.values())) {
        job.unlinked(link, reason);
      }
    }

    @Override
    public int nextNumber() {
      return ++lastNumber;
    }
  }
}
