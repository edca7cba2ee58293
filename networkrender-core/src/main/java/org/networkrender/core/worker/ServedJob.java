package org.networkrender.core.worker;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Comparators;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.assets.Trees;

/**
 * One client's job on this worker: its directory, the contents that it holds, and the pictures that
 * wait to be fetched. All methods may be called from any thread.
 */
final class ServedJob {
  private final ClientSession client;
  private final int number;
  private final RenderBackend backend;
  private final Path directory;
  private final SharedContents shared;
  private final JobContents contents;
  private final List<ContentStore.Hold> holds = new ArrayList<>();
  private final ListMultimap<Long, Offered> offered =
      Multimaps.synchronizedListMultimap(ArrayListMultimap.create());

  /** Two threads that remove the same files at the same time get in each other's way. */
  private final Object removal = new Object();

  private @Nullable SessionRequest request;
  private Duration taskLimit = Duration.ZERO;
  private Duration silenceGotOver = Duration.ZERO;
  private boolean closed;
  private Runnable stopping = () -> {};
  private @Nullable HostAccount account;
  private long listed;

  /** A file that waits to be fetched. */
  private record Offered(Sha256 content, Path file, long bytes) {}

  ServedJob(
      ClientSession client,
      int number,
      RenderBackend backend,
      Path directory,
      SharedContents shared,
      JobContents contents) {
    this.client = client;
    this.number = number;
    this.backend = backend;
    this.directory = directory;
    this.shared = shared;
    this.contents = contents;
  }

  /**
   * Says on whose account the job's results are kept.
   *
   * @param listBytes what counts there for the list of its files, until it is closed
   */
  synchronized void answersFor(HostAccount host, long listBytes) {
    account = host;
    listed = listBytes;
  }

  ClientSession client() {
    return client;
  }

  int number() {
    return number;
  }

  RenderBackend backend() {
    return backend;
  }

  /** Where the job's files come from. */
  JobContents contents() {
    return contents;
  }

  /** Where the scene lies as its relative paths want it. */
  Path tree() {
    return directory.resolve("scene");
  }

  /** Where each attempt has a directory for its pictures. */
  Path results() {
    return directory.resolve("results");
  }

  /** Lays out what was baked of the scene, and returns where. */
  Path baked(ContentStore.Hold hold) throws IOException {
    Path place = directory.resolve("baked").resolve(hold.content().hex());
    synchronized (removal) {
      if (!Files.exists(place)) {
        hold.place(place);
      }
    }
    return place;
  }

  /** Keeps a content for as long as the job is open. */
  synchronized void hold(ContentStore.Hold hold) {
    if (closed) {
      hold.close();
    } else {
      holds.add(hold);
    }
  }

  /** All files are here. */
  synchronized void ready(SessionRequest sessionRequest) {
    request = sessionRequest;
  }

  /**
   * Says how long a task of this job may take for each of its frames; zero for as long as it needs.
   */
  synchronized void limitTasks(Duration limit) {
    taskLimit = limit;
  }

  synchronized Duration taskLimit() {
    return taskLimit;
  }

  /** A task was rendered although it had shown no sign of work for so long. */
  synchronized void gotOver(Duration silence) {
    silenceGotOver = Comparators.max(silenceGotOver, silence);
  }

  synchronized Duration silenceGotOver() {
    return silenceGotOver;
  }

  /** Returns whether a task may begin: all files are here, and there is room for its result. */
  synchronized boolean isReady() {
    return request != null && !closed && (account == null || account.mayBegin());
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized SessionRequest sessionRequest() {
    return Objects.requireNonNull(request, "the job is not ready");
  }

  /** Gives a picture away until its attempt is forgotten, or the job closed. */
  void offer(ServedTask task, Sha256 content, Path picture) {
    offer(task.attempt(), content, picture);
  }

  /** Gives away what was found in the scene, until the job is closed. */
  void offer(Sha256 content, Path told) {
    // No attempt has such a number.
    offer(-1L - number, content, told);
  }

  private synchronized void offer(long attempt, Sha256 content, Path file) {
    if (!closed) {
      Offered result = new Offered(content, file, file.toFile().length());
      offered.put(attempt, result);
      count(result.bytes());
      client.pickUp().offered(attempt);
      shared.share(content, file);
    }
  }

  void forget(ServedTask task) {
    release(task.attempt());
  }

  /** Removes the pictures of an attempt. */
  void release(long attempt) {
    stopOffering(attempt);
    synchronized (removal) {
      Trees.remove(results().resolve(Long.toString(attempt)));
    }
  }

  private void stopOffering(long attempt) {
    client.pickUp().released(attempt);
    for (Offered result : offered.removeAll(attempt)) {
      shared.unshare(result.content(), result.file());
      count(-result.bytes());
    }
  }

  private synchronized void count(long bytes) {
    if (account != null) {
      account.results(bytes);
    }
  }

  /** Whether pictures wait to be fetched. */
  boolean hasOffers() {
    return !offered.isEmpty();
  }

  /** Lets go of everything. The job's sessions must have ended. */
  void close() {
    synchronized (this) {
      closed = true;
      holds.forEach(ContentStore.Hold::close);
      holds.clear();
      List.copyOf(offered.keySet()).forEach(this::stopOffering);
      if (account != null) {
        account.unlist(listed);
        listed = 0;
      }
    }
    synchronized (removal) {
      Trees.remove(directory);
    }
  }

  /** Says what is to be stopped when the job is closed; at once if it is already. */
  void whenClosed(Runnable stop) {
    synchronized (this) {
      if (!closed) {
        stopping = stop;
        return;
      }
    }
    stop.run();
  }

  /** Marks the job as closed, so that no session is opened for it any more. */
  void markClosed() {
    Runnable stop;
    synchronized (this) {
      closed = true;
      stop = stopping;
    }
    stop.run();
  }
}
