package org.networkrender.core.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;

/**
 * Which of a machine's renderers renders a job, if one can.
 *
 * @param renderer the one that fits best, or empty when none fits
 * @param partProblem why parts of frames from it do not fit to others', or empty when they do
 * @param problem why none fits, in one plain line; empty when one does
 */
public record FittingRenderer(
    Optional<Capabilities> renderer, Optional<String> partProblem, String problem) {

  /** Why a machine does not render a job that brings scripts, if its owner does not allow them. */
  public static final String NO_SCRIPTS = "it does not run scripts: start it with --allow-scripts";

  /**
   * Chooses among what a machine has. The worker chooses by the same rules when it opens a session.
   */
  public static FittingRenderer of(
      RenderBackend backend,
      SceneDescription scene,
      Map<String, String> options,
      List<Capabilities> machine) {
    Map<String, List<Capabilities>> reasons = new LinkedHashMap<>();
    FittingRenderer best = null;
    for (Capabilities each : machine) {
      if (!each.backend().equals(backend.name())) {
        continue;
      }
      Optional<String> mismatch = backend.mismatch(scene, options, each);
      if (mismatch.isPresent()) {
        reasons.computeIfAbsent(mismatch.get(), reason -> new ArrayList<>()).add(each);
        continue;
      }
      Optional<String> parts = backend.partMismatch(scene, options, each);
      if (best == null || (best.partProblem.isPresent() && parts.isEmpty())) {
        best = new FittingRenderer(Optional.of(each), parts, "");
      }
    }
    return best == null
        ? new FittingRenderer(Optional.empty(), Optional.empty(), problem(backend, reasons))
        : best;
  }

  /** Returns whether a machine has any renderer of a backend, whatever it can do. */
  public static boolean isOf(RenderBackend backend, List<Capabilities> machine) {
    return machine.stream().anyMatch(each -> each.backend().equals(backend.name()));
  }

  private static String problem(RenderBackend backend, Map<String, List<Capabilities>> reasons) {
    if (reasons.isEmpty()) {
      return "it has no renderer for this scene (" + backend.name() + ")";
    }
    return reasons.entrySet().stream()
        .map(entry -> "it has " + names(entry.getValue()) + ": " + entry.getKey())
        .collect(Collectors.joining("; "));
  }

  private static String names(List<Capabilities> renderers) {
    return renderers.stream()
        .map(each -> each.name() + each.program().map(file -> " (" + file + ")").orElse(""))
        .collect(Collectors.joining(", "));
  }
}
