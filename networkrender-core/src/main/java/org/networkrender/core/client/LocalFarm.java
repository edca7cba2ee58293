package org.networkrender.core.client;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.assets.UserFiles;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.EventSubscription;
import org.networkrender.core.events.FarmEvent;
import org.networkrender.core.events.FarmEvents;
import org.networkrender.core.events.FarmSnapshot;
import org.networkrender.core.job.ActiveJob;
import org.networkrender.core.job.OpenJobs;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.planning.DistantInspection;
import org.networkrender.core.planning.DistantScene;
import org.networkrender.core.planning.InspectionAnswers;
import org.networkrender.core.planning.KnownFarm;
import org.networkrender.core.pool.Dialer;
import org.networkrender.core.pool.FarmLinks;
import org.networkrender.core.pool.HeardWorkers;
import org.networkrender.core.pool.KnownHosts;
import org.networkrender.core.pool.LocalWorker;
import org.networkrender.core.pool.OtherMachine;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.pool.WorkerSearch;
import org.networkrender.core.providers.ConfiguredProviders;
import org.networkrender.core.queue.JobQueue;
import org.networkrender.core.queue.SharedSlots;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.wire.LinkLiveness;
import org.networkrender.core.wire.Message;

/** The farm as one client process sees it. State belongs to {@link FarmThread}. */
final class LocalFarm implements Farm {
  private static final Duration TICK = LinkLiveness.LOOK;
  private static final InstantSource CLOCK = InstantSource.system();

  /** How many slot-seconds more than another one a job may use before it gives a slot away. */
  private static final Duration TURN = Duration.ofSeconds(60);

  /** How long closing waits for jobs whose pictures are just getting their names. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final FarmSettings settings;
  private final ConfiguredProviders providers;
  private final Ticker ticker;
  private final FarmThread thread = new FarmThread(this::defect);
  private final ExecutorService io =
      Executors.newCachedThreadPool(
          new ThreadFactoryBuilder().setNameFormat("farm-io-%d").setDaemon(true).build());
  private final Dialer dialer = new Dialer(io);
  private final SharedContents shared = new SharedContents();
  private final UserFiles files;
  private final WorkerSearch search = new WorkerSearch();
  private final OpenJobs<ActiveJob> jobs = new OpenJobs<>(this::allJobsEnded);
  private final Message.Hello hello;
  private final LocalWorker localWorker;

  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile List<KnownWorker> lastKnown = List.of();

  private final FarmEvents events = new FarmEvents(CLOCK);
  private final FarmStory story = new FarmStory(events);
  private final HeadStart headStart = new HeadStart();
  private final InspectionAnswers answers = new InspectionAnswers();
  private final FarmJobs farmJobs;
  private final JobStarts starts;
  private final FarmLinks links;
  private final HeardLinks heard;
  private long previousTick;

  private LocalFarm(FarmSettings settings, ConfiguredProviders providers, Ticker ticker) {
    this.settings = settings;
    this.providers = providers;
    this.ticker = ticker;
    this.files = new UserFiles(settings.directory(), CLOCK, io);
    this.hello = new Message.Hello(Message.PROTOCOL, UUID.randomUUID().toString(), settings.name());
    this.localWorker =
        new LocalWorker(
            settings.name(),
            settings.discovery(),
            settings.backend(),
            settings.directory(),
            providers);
    this.links = new FarmLinks(this::link, ticker.read());
    this.heard = new HeardLinks(links, jobs, headStart, answers, ticker::read);
    this.farmJobs =
        new FarmJobs(
            thread,
            io,
            ticker,
            shared,
            new SharedSlots(new JobQueue(TURN)),
            jobs,
            headStart,
            story,
            links,
            localWorker,
            closed::get);
    DistantInspection inspection =
        new DistantInspection(
            () -> farmJobs.ask(() -> links.toldOthers().stream().map(OtherMachine::of).toList()),
            new DistantScene(
                thread,
                shared,
                answers,
                farmJobs::nextNumber,
                files,
                settings.backend().temporary()),
            io,
            ticker::read);
    JobPlanning planning =
        new JobPlanning(
            settings,
            providers,
            files,
            localWorker,
            inspection,
            this::startLocal,
            backend -> farmJobs.ask(() -> knownFarm(backend)));
    this.starts = new JobStarts(farmJobs, planning, io, CLOCK);
    this.previousTick = ticker.read();
  }

  private WorkerLink link(Endpoint endpoint, String place, Transport transport) {
    return new WorkerLink(endpoint, place, transport, thread, dialer, shared, hello, heard);
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
    ConfiguredProviders providers =
        ConfiguredProviders.of(settings.providers(), settings.options(), ticker::read);
    LocalFarm farm = new LocalFarm(settings, providers, ticker);
    try {
      Transport transport = providers.transport(settings.transport());
      farm.search.begin(
          providers,
          settings.discoveries(),
          settings.discovery(),
          () -> new HeardWorkers(farm.thread, farm.links, transport));
      farm.thread.every(TICK, farm::tick);
      return farm;
    } catch (RenderException | RuntimeException e) {
      farm.close();
      throw e;
    }
  }

  @Override
  public RenderJob submit(JobOrder order, JobListener listener) throws RenderException {
    return starts.submit(order, listener);
  }

  @Override
  public RenderJob start(JobOrder order, Consumer<? super RenderJob> beforehand) {
    return starts.start(order, beforehand);
  }

  @Override
  public SceneReport inspect(JobOrder order, boolean measured, Consumer<? super Notice> notices)
      throws RenderException {
    return starts.inspect(order, measured, notices);
  }

  private CompletableFuture<Void> startLocal() {
    if (!settings.local()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(localWorker::start, io)
        .thenRun(() -> thread.execute(() -> links.linkLocal(localWorker)));
  }

  /** Whether somebody waits for it or not, nothing is left then that needs a thread. */
  private void allJobsEnded() {
    story.closed();
    thread.end();
    io.shutdown();
  }

  @Override
  public List<KnownWorker> workers() {
    try {
      return farmJobs.ask(this::known);
    } catch (RejectedExecutionException e) {
      return lastKnown;
    }
  }

  private List<KnownWorker> known() {
    return links.toldOthers().stream().map(KnownWorker::of).toList();
  }

  @Override
  public FarmSnapshot snapshot() {
    return events.snapshot();
  }

  @Override
  public EventQueue<FarmEvent> subscribe() {
    return events.subscribe();
  }

  @Override
  public EventSubscription subscribe(Consumer<? super FarmEvent> subscriber) {
    return events.subscribe(subscriber);
  }

  private KnownFarm knownFarm(RenderBackend backend) {
    return KnownFarm.of(links.slots(), localWorker.backends(), links.linkedOthers(), backend);
  }

  private void tick() {
    long now = ticker.read();
    heard.tick();
    links.tick(now);
    story.workers(known());
    for (Map.Entry<Integer, ActiveJob> job : jobs.entries()) {
      if (headStart.isOver(job.getKey(), now)) {
        links.introduceOthers(job.getValue());
      }
      job.getValue().tick(previousTick);
    }
    previousTick = now;
  }

  private void defect(Throwable e) {
    for (ActiveJob job : jobs.all()) {
      job.defect(e);
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    search.close();
    starts.close();
    thread.execute(this::end);
    if (jobs.awaitEnd(PATIENCE)) {
      thread.awaitEnd();
    } else {
      thread.execute(jobs::abandon);
    }
    localWorker.close();
    providers.close();
    files.close();
  }

  private void end() {
    lastKnown = known();
    dialer.close();
    answers.close();
    jobs.close();
    links.close();
  }
}
