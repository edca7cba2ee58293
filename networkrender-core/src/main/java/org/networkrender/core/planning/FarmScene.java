package org.networkrender.core.planning;

import java.util.List;
import java.util.Map;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.order.JobOrder;

/**
 * A scene as the farm that is known renders it.
 *
 * @param scene the scene, with what was decided about parts of its frames
 * @param fitting how many slots can render parts, 1 or more
 * @param measured whether what this machine measures holds for those that render parts
 */
record FarmScene(SceneDescription scene, int fitting, boolean measured) {

  static FarmScene of(
      RenderBackend backend, SceneDescription plain, JobOrder order, KnownFarm farm) {
    Map<String, String> options = order.options();
    List<Capabilities> slots = farm.slotsFor(backend, plain, options);
    SceneDescription decided = backend.forFarm(plain, options, slots);
    SceneDescription scene =
        order.exact() && !backend.partSource(decided).isEmpty()
            ? UncutFrames.inexact(decided)
            : decided;
    long unlike =
        slots.stream()
            .filter(each -> backend.partMismatch(scene, options, each).isPresent())
            .count();
    return new FarmScene(
        scene, (int) Math.max(1, farm.slots() - unlike), farm.measures(backend, scene, options));
  }
}
