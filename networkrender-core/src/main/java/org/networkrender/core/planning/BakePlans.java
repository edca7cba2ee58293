package org.networkrender.core.planning;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.Simulation;
import org.networkrender.core.assembly.BakeName;
import org.networkrender.core.assembly.BakePlan;
import org.networkrender.core.order.Baking;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.output.PartStore;

/** What is done about simulations of which no result is stored with a scene. */
final class BakePlans {
  private static final int MOST_NAMES = 5;

  private BakePlans() {}

  /** Refuses a scene that has to be baked if the order says so. */
  static void check(SceneDescription scene, JobOrder order) throws RenderException {
    if (scene.simulation().isPresent() && order.rules().baking() == Baking.NEVER) {
      throw RenderException.user(
          "The scene simulates what is not baked: " + names(scene.simulation().get()),
          "Bake it in the scene, or leave out --bake never");
    }
  }

  /**
   * Returns what is to be baked, and tells what becomes of simulations.
   *
   * @param pending the frames that are to be rendered
   * @param identity what the pictures are made from
   */
  static Optional<BakePlan> of(
      SceneDescription scene,
      FrameSet pending,
      Sha256 identity,
      OutputDirectory output,
      Consumer<Notice> notices)
      throws RenderException {
    if (scene.simulation().isEmpty() || pending.isEmpty()) {
      return Optional.empty();
    }
    Simulation simulation = scene.simulation().get();
    if (!simulation.isBakeable()) {
      tell(
          notices,
          "One machine renders all frames, one after the other, because what the scene simulates"
              + " cannot be baked here ("
              + names(simulation)
              + "): "
              + simulation.chained());
      return Optional.empty();
    }
    BakeName wanted = BakeName.of(scene.scene(), identity, pending.get(pending.size() - 1));
    PartStore.KeptFile kept = find(output, wanted);
    tell(
        notices,
        kept != null
            ? "Simulations are baked already: " + names(simulation)
            : "Simulations are baked first, frames %d to %d: %s"
                .formatted(simulation.first(), wanted.last(), names(simulation)));
    return Optional.of(new BakePlan(wanted, kept));
  }

  /** One that goes on for longer is as good. */
  private static PartStore.@Nullable KeptFile find(OutputDirectory output, BakeName wanted)
      throws RenderException {
    Optional<BakeName> found =
        output.bakes().ledger().names().stream()
            .flatMap(name -> BakeName.parse(name).stream())
            .filter(name -> name.servesFor(wanted))
            .min(Comparator.comparing(BakeName::last));
    try {
      return found.isPresent() ? output.bakes().find(found.get().toString()) : null;
    } catch (IOException e) {
      throw output.cannotRead(e);
    }
  }

  private static String names(Simulation simulation) {
    int more = simulation.names().size() - MOST_NAMES;
    return String.join(", ", simulation.names().stream().limit(MOST_NAMES).toList())
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static void tell(Consumer<Notice> notices, String text) {
    notices.accept(new Notice(Notice.Level.INFO, text));
  }
}
