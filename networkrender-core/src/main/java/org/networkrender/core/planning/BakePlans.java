package org.networkrender.core.planning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.Simulation;
import org.networkrender.core.assembly.BakePlan;
import org.networkrender.core.order.Baking;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.output.PartStore;

/**
 * What is done about simulations of which no result is stored with a scene.
 *
 * <p>What was baked is kept under {@code SCENE-JOB-LAST}: what stands for the name of the scene
 * file, for what the job is made from, and the last frame that it goes to.
 */
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
    int last = pending.get(pending.size() - 1);
    PartStore.KeptFile kept = find(output, prefix(scene, identity), last);
    tell(
        notices,
        kept != null
            ? "Simulations are baked already: " + names(simulation)
            : "Simulations are baked first, frames %d to %d: %s"
                .formatted(simulation.first(), last, names(simulation)));
    return Optional.of(new BakePlan(last, prefix(scene, identity) + last, kept));
  }

  private static String prefix(SceneDescription scene, Sha256 identity) {
    String name = String.valueOf(scene.scene().getFileName());
    String stands = Sha256.of(name.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
    return stands + '-' + identity.hex().substring(0, 32) + '-';
  }

  /** One that goes on for longer is as good. */
  private static PartStore.@Nullable KeptFile find(OutputDirectory output, String prefix, int last)
      throws RenderException {
    OptionalInt found =
        output.bakes().ledger().names().stream()
            .filter(name -> name.startsWith(prefix))
            .mapToInt(name -> Integer.parseInt(name.substring(prefix.length())))
            .filter(frame -> frame >= last)
            .min();
    try {
      return found.isPresent() ? output.bakes().find(prefix + found.getAsInt()) : null;
    } catch (IOException e) {
      throw output.cannotWrite(e);
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
