package org.networkrender.core.worker;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.core.assets.Lanes;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.events.WorkerClient;
import org.networkrender.core.wire.LinkLiveness;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client at this worker, from its handshake to its end. Messages come one at a time; nothing
 * here waits.
 */
final class ClientSession implements ConnectionHandler {
  private static final Logger log = LoggerFactory.getLogger(ClientSession.class);

  private static final int MAX_JOBS = 64;
  private static final int MAX_WAITING = 256;

  /** As many files as a connection has transfers open at a time. */
  private static final int LANES = 16;

  private final Host host;
  private final Workbench bench;
  private final Connection connection;
  private final LinkLiveness liveness;
  private final PickUp pickUp;
  private final SharedContents shared = new SharedContents();
  private final Map<Integer, ServedJob> jobs = new ConcurrentHashMap<>();

  /** In which files come, of all jobs of this client together. */
  private final Lanes lanes;

  private final ClientErrands errands;
  private final HostAccount account;

  private volatile String name = "";
  private volatile @Nullable WorkerClient told;
  private volatile boolean closed;

  /** Where clients come to. */
  interface Host {
    /** A client has said who it is. */
    void greeted(ClientSession session);

    /** A client's connection has ended. */
    void gone(ClientSession session);

    /** Returns how long all orders are that wait of the clients on a machine. */
    long orderedFrom(String host);
  }

  ClientSession(
      Host host, Workbench bench, Connection connection, LinkLiveness liveness, PickUp pickUp) {
    this.host = host;
    this.bench = bench;
    this.connection = connection;
    this.liveness = liveness;
    this.pickUp = pickUp;
    this.lanes = new Lanes(bench.threads().blocking(), LANES);
    this.errands = new ClientErrands(bench.threads()::execute);
    this.account = bench.accounts().of(host());
  }

  /** Returns the machine that the client is on, as its connection knows it. */
  String host() {
    return connection.peer().host();
  }

  boolean isOf(String host) {
    return host().equals(host);
  }

  LinkLiveness liveness() {
    return liveness;
  }

  PickUp pickUp() {
    return pickUp;
  }

  boolean isWelcome() {
    return !name.isEmpty() && !closed;
  }

  void send(Message message) {
    connection.send(MessageCodec.encode(message));
  }

  /** Tells the person at the worker something about this client. */
  void happened(String text) {
    bench.story().note(name + ": " + text);
  }

  /** A task of this client, which was welcomed, is begun. */
  TaskStory begin(Message.Assign order) {
    return bench.story().begin(Objects.requireNonNull(told), order);
  }

  boolean hasOffers() {
    return jobs.values().stream().anyMatch(ServedJob::hasOffers);
  }

  void refuse(String reason) {
    send(new Message.Refused(reason));
    connection.close(reason);
  }

  void end(String reason) {
    connection.close(reason);
  }

  @Override
  public void message(String text) {
    liveness.heard();
    try {
      handle(MessageCodec.decode(text));
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void handle(Message message) {
    if (message instanceof Message.Hello hello) {
      hello(hello);
    } else if (!isWelcome()) {
      refuse("the first message was not a greeting");
    } else if (message instanceof Message.OpenJob order) {
      open(order);
    } else if (message instanceof Message.Inspect order) {
      inspect(order);
    } else if (message instanceof Message.Assign order) {
      assign(order);
    } else if (message instanceof Message.Revoke revoke) {
      if (bench.slots().revoke(this, revoke.attempt())) {
        send(new Message.Returned(revoke.attempt()));
      }
    } else if (message instanceof Message.Cancel cancel) {
      bench.slots().cancel(this, cancel.attempt());
      release(cancel.attempt());
    } else if (message instanceof Message.Release release) {
      release(release.attempt());
    } else if (message instanceof Message.CloseJob close) {
      closeJob(close.job());
    } else if (message instanceof Message.Mark mark) {
      bench.words().add(mark.word());
      send(new Message.Recalled(mark.word(), true));
    } else if (message instanceof Message.Recall recall) {
      send(new Message.Recalled(recall.word(), bench.words().contains(recall.word())));
    } else if (!(message instanceof Message.Beat)) {
      refuse("a message came that only workers send");
    }
  }

  private void hello(Message.Hello hello) {
    if (hello.protocol() != Message.PROTOCOL) {
      refuse(
          "the worker speaks protocol "
              + Message.PROTOCOL
              + ", the client "
              + hello.protocol()
              + ": install the same version of networkrender on both");
      return;
    }
    if (!name.isEmpty()) {
      refuse("a second greeting came");
      return;
    }
    name = hello.name().isEmpty() ? connection.remote() : hello.name();
    told = bench.story().joined(name, host());
    host.greeted(this);
  }

  private void open(Message.OpenJob order) {
    prepare(
        take(order.job(), order.backend(), order.manifestBytes()),
        job -> {
          job.ready(bench.preparation(job, lanes).prepare(order));
          send(new Message.JobReady(job.number()));
          bench.slots().wake();
        });
  }

  private void inspect(Message.Inspect order) {
    prepare(
        take(order.job(), order.backend(), order.manifestBytes()),
        job -> send(bench.looks().into(order, job, bench.preparation(job, lanes))));
  }

  private @Nullable ServedJob take(int number, String backendName, long listBytes) {
    @Nullable RenderBackend backend = bench.backend(backendName);
    if (backend == null) {
      fail(number, ErrorKind.WORKER, "the worker has no renderer for this scene", "");
      return null;
    }
    if (jobs.size() >= MAX_JOBS || jobs.containsKey(number) || errands.isBehind()) {
      refuse("too many jobs at the same time");
      return null;
    }
    if (!account.list(listBytes)) {
      fail(number, ErrorKind.RESOURCE, "jobs with too many files are open on the worker", "");
      return null;
    }
    ServedJob job =
        new ServedJob(
            this,
            number,
            backend,
            bench.newJobDirectory(),
            shared,
            new JobContents(connection, liveness, pickUp, bench.store(), bench.guest(connection)));
    job.answersFor(account, listBytes);
    jobs.put(number, job);
    return job;
  }

  /** Work for a job, which fails in words for its client. */
  private interface Preparation {
    void of(ServedJob job) throws RenderException, InterruptedException;
  }

  private void prepare(@Nullable ServedJob job, Preparation preparation) {
    if (job != null) {
      job.whenClosed(errands.prepare(() -> attempt(job, preparation)));
    }
  }

  private void attempt(ServedJob job, Preparation preparation) {
    try {
      preparation.of(job);
    } catch (RenderException e) {
      if (!job.isClosed()) {
        fail(job.number(), e.kind(), String.valueOf(e.getMessage()), e.advice());
      }
    } catch (InterruptedException e) {
      // The worker is closing, or the job was; whoever asked does not listen any more.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      // A backend is foreign code: who asked would wait for ever.
      log.error("a job cannot be prepared", e);
      fail(job.number(), ErrorKind.WORKER, "the worker cannot prepare the job: " + e, "");
    } finally {
      // Whoever closed the job in the meantime could not remove what was still being written.
      if (job.isClosed()) {
        job.close();
      }
    }
  }

  private void fail(int job, ErrorKind kind, String message, String advice) {
    send(new Message.JobFailed(job, kind, Message.cut(message), Message.cut(advice)));
  }

  private void assign(Message.Assign order) {
    ServedJob job = jobs.get(order.job());
    if (job == null) {
      send(new Message.Returned(order.attempt()));
      return;
    }
    ServedTask task = new ServedTask(job, order);
    if (bench.slots().waitingOf(this) >= MAX_WAITING
        || host.orderedFrom(host()) + task.characters() > HostAccount.MOST_ORDERED) {
      refuse("too many tasks at the same time");
    } else if (!bench.slots().add(task)) {
      send(new Message.Returned(order.attempt()));
    }
  }

  private void release(long attempt) {
    // Removing files may take a while on a busy disk, and this is the connection's own thread.
    if (!errands.tidy(() -> releaseOfAll(attempt))) {
      refuse("results are given back faster than they can be removed");
    }
  }

  private void releaseOfAll(long attempt) {
    jobs.values().forEach(job -> job.release(attempt));
    // Others may have waited for that room.
    bench.slots().wake();
  }

  private void closeJob(int number) {
    ServedJob job = jobs.remove(number);
    if (job != null) {
      close(job);
    }
  }

  private void close(ServedJob job) {
    job.markClosed();
    // Ending a renderer can take a moment, and this is the connection's own thread.
    errands.close(
        () -> {
          bench.slots().closeJob(job);
          job.close();
          bench.slots().wake();
        });
  }

  @Override
  public SeekableByteChannel blob(Sha256 blob) throws IOException {
    return liveness.watch(shared.open(blob), pickUp::taken);
  }

  @Override
  public void closed(String reason) {
    closed = true;
    List<ServedJob> open = List.copyOf(jobs.values());
    jobs.clear();
    open.forEach(this::close);
    host.gone(this);
    WorkerClient client = told;
    if (client != null) {
      bench.story().left(client, reason);
    }
  }
}
