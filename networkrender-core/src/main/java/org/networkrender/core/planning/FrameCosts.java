package org.networkrender.core.planning;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.order.Notice;

/** Measures what a frame costs on this machine. Blocks for as long as the scene is big. */
final class FrameCosts {
  private final RenderBackend backend;
  private final BackendSettings settings;
  private final Map<String, String> options;
  private final Consumer<Notice> notices;
  private final String unmeasured;

  /**
   * Prepares.
   *
   * @param options what the backend is told, and where the content of the scene is
   * @param unmeasured why nothing is measured; empty where something is
   */
  FrameCosts(
      RenderBackend backend,
      BackendSettings settings,
      Map<String, String> options,
      Consumer<Notice> notices,
      String unmeasured) {
    this.backend = backend;
    this.settings = settings;
    this.options = options;
    this.notices = notices;
    this.unmeasured = unmeasured;
  }

  /**
   * Measures a frame, and says before that it does.
   *
   * @return empty where it is not measured, or cannot be
   */
  Optional<FrameCost> of(SceneDescription scene, int frame) {
    if (!unmeasured.isEmpty()) {
      tell("How long a frame takes is not measured, since " + unmeasured);
      return Optional.empty();
    }
    tell("Measuring how long frame " + frame + " takes ...");
    try {
      return backend.estimate(scene, frame, settings, options);
    } catch (RenderException e) {
      notices.accept(
          new Notice(
              Notice.Level.WARNING,
              "How long a frame takes could not be measured: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private void tell(String text) {
    notices.accept(new Notice(Notice.Level.INFO, text));
  }
}
