package org.networkrender.core.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.transport.Connection;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.Guest;
import org.networkrender.core.assets.Lanes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker has for the jobs of all its clients. May be used by any thread. */
final class Workbench {
  private static final Logger log = LoggerFactory.getLogger(Workbench.class);

  /** The transport over which nobody else comes. */
  private static final String OWN_PROGRAM = "inprocess";

  private final WorkerSettings settings;
  private final Workspace workspace;
  private final ContentStore store;
  private final WorkerThreads threads;
  private final SlotPool slots;
  private final WorkerStory story;
  private final SceneLooks looks = new SceneLooks();
  private final ToldWords words = new ToldWords();
  private final HostAccounts accounts = new HostAccounts();
  private final AtomicLong jobDirectories = new AtomicLong();
  private volatile FoundBackends backends;

  Workbench(
      WorkerSettings settings,
      Workspace workspace,
      ContentStore store,
      WorkerThreads threads,
      SlotPool slots,
      WorkerStory story,
      FoundBackends backends) {
    this.settings = settings;
    this.workspace = workspace;
    this.store = store;
    this.threads = threads;
    this.slots = slots;
    this.story = story;
    this.backends = backends;
  }

  /** Returns the renderers that there are now. */
  FoundBackends found() {
    return backends;
  }

  /** Other renderers are there from now on. */
  void found(FoundBackends others) {
    backends = others;
  }

  @Nullable RenderBackend backend(String name) {
    return backends.named(name);
  }

  /** Returns what the renderers can do, and whether jobs may bring scripts to them. */
  List<Capabilities> capabilities() {
    return backends.capabilities().stream().map(each -> each.withScripts(allowsScripts())).toList();
  }

  private boolean allowsScripts() {
    return settings.limits().scripts();
  }

  /**
   * Returns what brings a job's files here.
   *
   * @param lanes in which several files come at once
   */
  JobPreparation preparation(ServedJob job, Lanes lanes) {
    return new JobPreparation(job, backendSettings(), lanes, allowsScripts());
  }

  private BackendSettings backendSettings() {
    return workspace.settings(settings.backend());
  }

  /** Returns a directory that no other job has. */
  Path newJobDirectory() {
    return workspace.jobs().resolve(Long.toString(jobDirectories.incrementAndGet()));
  }

  ContentStore store() {
    return store;
  }

  /** Returns for whom contents are kept that come over a connection. */
  Guest guest(Connection connection) {
    // The program that this worker is a part of is no stranger: it may fill its own disk.
    return new Guest(
        connection, settings.transport().equals(OWN_PROGRAM) ? null : connection.peer().host());
  }

  /** Looks how much room there is for what clients have made here; to be called regularly. */
  void lookAtRoom() {
    try {
      accounts.spare(store.spareBytes());
    } catch (IOException e) {
      // What is not known is no reason to do anything else than before.
      log.warn("cannot tell how much room there is: {}", e.getMessage());
    }
    slots.wake();
  }

  HostAccounts accounts() {
    return accounts;
  }

  WorkerThreads threads() {
    return threads;
  }

  SlotPool slots() {
    return slots;
  }

  WorkerStory story() {
    return story;
  }

  SceneLooks looks() {
    return looks;
  }

  ToldWords words() {
    return words;
  }
}
