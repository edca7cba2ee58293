package org.networkrender.core.planning;

import com.google.common.collect.Comparators;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.order.Notice;

/**
 * Waits for a first machine where the plan of a job decides by what the farm has, and nobody is
 * known yet. Blocks; runs on the thread of whoever submits the job.
 */
public final class FirstMachine {
  /** After what time every worker has announced itself that is there. */
  private static final Duration ALL_HEARD = Duration.ofSeconds(6);

  private final Supplier<KnownFarm> farm;
  private final LongSupplier clock;
  private final Pause pause;

  /** Lets some time pass. */
  @FunctionalInterface
  public interface Pause {
    /**
     * Waits for a moment.
     *
     * @throws RenderException if nobody wants to know any more
     */
    void run() throws RenderException;
  }

  /**
   * Creates it.
   *
   * @param farm says what is known of the farm now
   * @param clock in nanoseconds
   */
  public FirstMachine(Supplier<KnownFarm> farm, LongSupplier clock, Pause pause) {
    this.farm = farm;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Returns what is known of the farm, as soon as somebody is if that decides something.
   *
   * @param othersWithin within which time others are there, if any are
   */
  public KnownFarm of(
      RenderBackend backend,
      SceneDescription scene,
      Map<String, String> options,
      Duration othersWithin,
      Consumer<Notice> notices)
      throws RenderException {
    KnownFarm known = farm.get();
    if (!known.isEmpty() || !backend.dependsOnFarm(scene, options)) {
      return known;
    }
    notices.accept(
        new Notice(
            Notice.Level.INFO,
            "no worker is there yet; the first one decides what parts come from"));
    long most = Comparators.min(othersWithin, ALL_HEARD).toNanos();
    long start = clock.getAsLong();
    while (known.isEmpty() && clock.getAsLong() - start < most) {
      pause.run();
      known = farm.get();
    }
    return known;
  }
}
