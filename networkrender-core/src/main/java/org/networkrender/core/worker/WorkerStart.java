package org.networkrender.core.worker;

import com.google.common.base.Ticker;
import java.time.InstantSource;
import org.networkrender.api.RenderException;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.events.WorkerEvents;
import org.networkrender.core.providers.ConfiguredProviders;

/** Makes what a worker needs, one after the other; what was made is closed where one fails. */
final class WorkerStart {
  /** Nobody attaches to a worker of a program that keeps its events to itself. */
  private static final String UNNAMED = "worker";

  private WorkerStart() {}

  static Worker start(WorkerSettings settings, WorkerListener listener) throws RenderException {
    return start(settings, listener, Ticker.systemTicker());
  }

  static Worker start(WorkerSettings settings, WorkerListener listener, Ticker ticker)
      throws RenderException {
    WorkerEvents events = new WorkerEvents(UNNAMED, InstantSource.system());
    HeardLines lines = new HeardLines(listener);
    events.hear(lines);
    try {
      return start(settings, events, ticker);
    } catch (RenderException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  static Worker start(WorkerSettings settings, WorkerEvents events) throws RenderException {
    return start(settings, events, Ticker.systemTicker());
  }

  private static Worker start(WorkerSettings settings, WorkerEvents events, Ticker ticker)
      throws RenderException {
    ConfiguredProviders providers =
        ConfiguredProviders.of(settings.providers(), settings.options(), ticker::read);
    try {
      return start(settings.with(providers), providers, new WorkerStory(events), ticker);
    } catch (RenderException | RuntimeException e) {
      providers.close();
      throw e;
    }
  }

  private static Worker start(
      WorkerSettings settings, ConfiguredProviders providers, WorkerStory story, Ticker ticker)
      throws RenderException {
    Workspace workspace = Workspace.claim(settings.directory());
    try {
      ContentStore store =
          workspace.openStore(settings.cacheBytes(), settings.limits().freeBytes());
      DiskWatch disk = workspace.watchDisk(settings.limits().freeBytes(), store);
      disk.look();
      FoundBackends backends = BackendProbe.probe(settings, workspace, disk);
      WorkerNode node =
          new WorkerNode(
              settings,
              providers,
              story,
              ticker,
              workspace,
              store,
              disk,
              backends,
              SlotDevices.of(settings, workspace.settings(settings.backend()), backends));
      node.open();
      return node;
    } catch (RenderException | RuntimeException e) {
      workspace.close();
      throw e;
    }
  }
}
