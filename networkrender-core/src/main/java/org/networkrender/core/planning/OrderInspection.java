package org.networkrender.core.planning;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SceneSubject;
import org.networkrender.core.assets.UserFiles;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;

/**
 * The look into the scene of an order, here or on another machine: tells what a person should know
 * of it, and refuses a scene that lacks something. Blocks for seconds.
 */
final class OrderInspection {
  private final BackendSettings settings;
  private final boolean local;
  private final JobOrder order;
  private final SceneContent content;
  private final Consumer<Notice> notices;
  private boolean distant;

  /** The scene file as it was before it was looked into. */
  private @Nullable Object seen;

  /**
   * Prepares.
   *
   * @param settings how the renderer of this machine is found and started
   * @param local whether this machine renders too
   */
  OrderInspection(
      BackendSettings settings,
      boolean local,
      JobOrder order,
      SceneContent content,
      Consumer<Notice> notices) {
    this.settings = settings;
    this.local = local;
    this.order = order;
    this.content = content;
    this.notices = notices;
  }

  /**
   * Looks with a renderer of this machine.
   *
   * @throws RenderException of kind {@code REFUSED} if none can
   */
  SceneDescription here(RenderBackend backend) throws RenderException {
    Path scene = order.scene().toAbsolutePath().normalize();
    seen = SentFiles.reading(order.content(), UserFiles::seen);
    Map<String, String> options = content.with(order.options());
    SceneDescription description =
        local
            ? backend.inspectToRender(scene, settings, options)
            : backend.inspect(scene, settings, options);
    tell(description);
    return description;
  }

  /**
   * Has another machine look, since this one has no renderer for the scene.
   *
   * @param inspection asks the other machines
   * @param options what the backend is told
   * @param own why this one cannot look into the scene
   * @param other whether it has another renderer of the backend
   */
  SceneDescription elsewhere(
      DistantInspection inspection,
      RenderBackend backend,
      Map<String, String> options,
      RenderException own,
      boolean other)
      throws RenderException {
    distant = true;
    SceneDescription description =
        inspection.inspect(
            new DistantInspection.Wish(
                backend,
                order.scene(),
                order.content(),
                options,
                content.with(options),
                order.sources().allowed(),
                own,
                other,
                order.rules().othersWithin()),
            notices);
    tell(description);
    return description;
  }

  /** Returns whether another machine was to look. */
  boolean isDistant() {
    return distant;
  }

  private void tell(SceneDescription description) throws RenderException {
    description.warnings().forEach(text -> warn(text, description.subjects()));
    MissingThings missing = MissingThings.of(description);
    missing.lines().forEach(text -> warn(text, missing.subjects()));
    if (!order.sources().missing()) {
      missing.refuse(order.scene());
    }
  }

  private void warn(String text, Map<String, SceneSubject> subjects) {
    Optional<SceneSubject> about = Optional.ofNullable(subjects.get(text));
    notices.accept(new Notice(Notice.Level.WARNING, text, about));
  }

  /**
   * Checks that what was seen in the scene is what is rendered.
   *
   * @throws RenderException if its file was changed since this machine looked
   */
  void checkUnchanged() throws RenderException {
    if (seen != null && !seen.equals(SentFiles.reading(order.content(), UserFiles::seen))) {
      throw RenderException.user(
          "The scene " + order.content() + " was changed while it was looked into",
          "Wait until it is saved, then give the same command again");
    }
  }
}
