package org.networkrender.core.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.Lanes;

/** What a worker has for the jobs of all its clients. May be used by any thread. */
final class Workbench {
  private final WorkerSettings settings;
  private final Workspace workspace;
  private final ContentStore store;
  private final WorkerThreads threads;
  private final SlotPool slots;
  private final WorkerStory story;
  private final SceneLooks looks = new SceneLooks();
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
}
