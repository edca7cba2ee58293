package org.networkrender.core.planning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.providers.ProviderFaultException;
import org.networkrender.core.providers.Providers;

/** Finds who renders the scene of an order, before anything is started. */
final class BackendChoice {
  private final Providers providers;
  private final JobOrder order;
  private final SceneContent content;
  private final Consumer<Notice> notices;

  BackendChoice(
      Providers providers, JobOrder order, SceneContent content, Consumer<Notice> notices) {
    this.providers = providers;
    this.order = order;
    this.content = content;
    this.notices = notices;
  }

  /**
   * Returns who renders the scene.
   *
   * @throws RenderException if the scene cannot be read, no backend renders it, or an option of the
   *     order is known to nobody
   */
  RenderBackend backend() throws RenderException {
    RenderBackend backend = found();
    content.checkTaken(backend);
    JobOptions.check(order.options(), backend, providers.splitter(order.splitter()));
    return backend;
  }

  private RenderBackend found() throws RenderException {
    Path scene = order.sources().content().orElse(order.scene());
    content.checkPlace();
    if (!Files.isRegularFile(scene)) {
      throw RenderException.user(
          "There is no file " + scene, "Name the scene file that is to be rendered");
    }
    if (!Files.isReadable(scene)) {
      throw RenderException.user("The file " + scene + " cannot be read", "See its permissions");
    }
    if (order.backend().isPresent()) {
      return providers.backend(order.backend().get());
    }
    for (RenderBackend backend : providers.backends()) {
      if (recognises(backend, scene)) {
        return backend;
      }
    }
    throw RenderException.user(
        scene + " is not a scene that can be rendered here",
        "Name a .blend file, or add the jar of another renderer with --plugins");
  }

  /** One that is at fault here does not stand in the way of the others. */
  private boolean recognises(RenderBackend backend, Path scene) {
    try {
      return backend.recognises(scene);
    } catch (ProviderFaultException e) {
      notices.accept(new Notice(Notice.Level.WARNING, String.valueOf(e.getMessage())));
      return false;
    }
  }
}
