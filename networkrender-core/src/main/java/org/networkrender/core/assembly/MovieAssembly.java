package org.networkrender.core.assembly;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;
import org.networkrender.core.output.PartStore;

/** One movie that is made of a job's pictures. Belongs to the farm's thread. */
public final class MovieAssembly {
  private final MoviePlan plan;
  private PartStore.@Nullable KeptFile list;
  private Map<Path, Sha256> pictures = Map.of();

  /** Makes a movie of which nothing is gathered yet. */
  public MovieAssembly(MoviePlan plan) {
    this.plan = plan;
  }

  /** Returns what is to be made. */
  public MoviePlan plan() {
    return plan;
  }

  /** Returns what people call it. */
  public String label() {
    return "movie " + Path.of(plan.file().place()).getFileName();
  }

  /** Its pictures are there. */
  void gathered(PartStore.KeptFile file, Map<Path, Sha256> found) {
    list = file;
    pictures = Map.copyOf(found);
  }

  /** Returns the list of its pictures, or null before they are gathered. */
  public PartStore.@Nullable KeptFile list() {
    return list;
  }

  /** Returns its pictures, with their contents. */
  Map<Path, Sha256> pictures() {
    return pictures;
  }
}
