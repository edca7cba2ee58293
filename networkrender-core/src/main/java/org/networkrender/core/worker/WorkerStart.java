package org.networkrender.core.worker;

import com.google.common.base.Ticker;
import org.networkrender.api.RenderException;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.providers.ConfiguredProviders;

/** Makes what a worker needs, one after the other; what was made is closed where one fails. */
final class WorkerStart {
  private WorkerStart() {}

  static Worker start(WorkerSettings settings, WorkerListener listener) throws RenderException {
    return start(settings, listener, Ticker.systemTicker());
  }

  static Worker start(WorkerSettings settings, WorkerListener listener, Ticker ticker)
      throws RenderException {
    ConfiguredProviders providers =
        ConfiguredProviders.of(settings.providers(), settings.options(), ticker::read);
    try {
      return start(settings.with(providers), providers, listener, ticker);
    } catch (RenderException | RuntimeException e) {
      providers.close();
      throw e;
    }
  }

  private static Worker start(
      WorkerSettings settings,
      ConfiguredProviders providers,
      WorkerListener listener,
      Ticker ticker)
      throws RenderException {
    Workspace workspace = Workspace.claim(settings.directory());
    try {
      ContentStore store = workspace.openStore(settings.cacheBytes());
      DiskWatch disk = workspace.watchDisk(settings.limits().freeBytes(), store);
      disk.look();
      FoundBackends backends = BackendProbe.probe(settings, workspace, disk);
      WorkerNode node =
          new WorkerNode(
              settings,
              providers,
              listener,
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
