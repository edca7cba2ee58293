package org.networkrender.core.pool;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.discovery.DiscoverySettings;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.providers.ProviderFaultException;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerLimits;
import org.networkrender.core.worker.WorkerListener;
import org.networkrender.core.worker.WorkerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This machine as a worker of its own farm, behind the in-process transport. */
public final class LocalWorker implements AutoCloseable {
  /** What stands in the place of an address. */
  public static final String PLACE = WorkerProgress.HERE;

  private static final String TRANSPORT = "inprocess";

  private static final Logger log = LoggerFactory.getLogger(LocalWorker.class);

  private final String name;
  private final DiscoverySettings discovery;
  private final BackendSettings backend;
  private final Path directory;
  private final Providers providers;
  private @Nullable Worker worker;
  private boolean closed;

  /**
   * Prepares a worker that is not started yet.
   *
   * @param directory where it keeps what it may need again
   */
  public LocalWorker(
      String name,
      DiscoverySettings discovery,
      BackendSettings backend,
      Path directory,
      Providers providers) {
    this.name = name;
    this.discovery = discovery;
    this.backend = backend;
    this.directory = directory;
    this.providers = providers;
  }

  /** Starts the worker; does nothing when it runs. Throws a RenderException wrapped for futures. */
  public synchronized void start() {
    if (worker != null || closed) {
      return;
    }
    WorkerSettings own =
        new WorkerSettings(
            name,
            1,
            TRANSPORT,
            0,
            List.of(),
            List.of(),
            List.of(),
            discovery,
            List.of(),
            backend,
            directory,
            WorkerSettings.DEFAULT_CACHE_BYTES,
            providers,
            WorkerLimits.defaults().allowingScripts());
    try {
      worker = Worker.start(own, WorkerListener.NONE);
    } catch (RenderException e) {
      throw new CompletionException(e);
    }
  }

  /** Waits for a start on another thread, and says which backends do not work here. */
  public void await(CompletableFuture<Void> started, Consumer<Notice> notices)
      throws RenderException {
    try {
      started.get();
      problems().forEach(text -> notices.accept(new Notice(Notice.Level.WARNING, text)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RenderException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RenderException(ErrorKind.USER, "Interrupted", "", e);
    }
  }

  /** Throws if the own renderer cannot render the scene as its author meant it. */
  public synchronized void check(
      RenderBackend renderer, SceneDescription scene, Map<String, String> options)
      throws RenderException {
    if (worker == null) {
      return;
    }
    FittingRenderer fitting = FittingRenderer.of(renderer, scene, options, worker.backends());
    if (fitting.renderer().isEmpty()) {
      throw RenderException.user("This machine cannot render it: " + fitting.problem(), "");
    }
  }

  /** Returns what this machine's renderers can do; nothing before it is started. */
  public synchronized List<Capabilities> backends() {
    return worker == null ? List.of() : worker.backends();
  }

  private synchronized List<String> problems() {
    return worker == null ? List.of() : worker.problems();
  }

  synchronized Endpoint endpoint() {
    return new Endpoint("local", worker == null ? 1 : worker.port());
  }

  Transport transport() {
    try {
      return providers.transport(TRANSPORT);
    } catch (RenderException e) {
      throw new IllegalStateException("the bundled transport is not there", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (worker != null) {
      worker.close();
    }
    providers.backends().forEach(LocalWorker::endWaiting);
  }

  private static void endWaiting(RenderBackend backend) {
    try {
      backend.endWaiting();
    } catch (ProviderFaultException e) {
      // Nothing else waits for it.
      log.warn("{}", e.getMessage(), e);
    }
  }
}
