package org.networkrender.core.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;
import org.networkrender.core.text.PlainWords;

/** Chooses between one piece, tiles and sample ranges for one frame. */
final class StillChooser {
  /** From how many seconds on a frame is cut for one slot, so that a break does not lose it all. */
  static final double LONG_FRAME = 120;

  /** How many slots may join while a long frame is rendered on one. */
  static final int SLOTS_TO_COME = 4;

  /** Parts have to take less than this share of the time of one piece: estimates are rough. */
  static final double WORTHWHILE = 0.95;

  /** Sample ranges have to take less than this share of the time of the next best. */
  static final double CLEARLY_BETTER = 0.85;

  private final SplitRequest request;
  private final PartFormat parts;
  private final int slots;
  private final boolean tileable;
  private final boolean sampleable;

  StillChooser(SplitRequest request, PartFormat parts) {
    this.request = request;
    this.parts = parts;
    this.slots = request.slots();
    this.tileable = parts.tiles().refusal().isEmpty();
    PartFormat.SampleRules rules = parts.samples();
    this.sampleable =
        rules.refusal().isEmpty()
            && rules.changes().isEmpty()
            && rules.count() >= SampleSplitter.MIN_CHOSEN
            && !PartRequest.exact(request);
  }

  /** Chooses; asks what the frame costs only where that decides anything. */
  StillChoice choose() throws RenderException {
    if (!tileable && (slots == 1 || !sampleable)) {
      return StillChoice.onePiece(parts.tiles().refusal());
    }
    Optional<FrameCost> cost = request.costs().of(request.frames().get(0));
    if (cost.isPresent()) {
      StillEstimate estimate = new StillEstimate(cost.get(), slots, parts);
      return slots == 1 ? alone(estimate) : weigh(estimate);
    }
    if (!tileable) {
      return StillChoice.onePiece(parts.tiles().refusal());
    }
    if (slots == 1) {
      return StillChoice.onePiece("there is 1 slot");
    }
    TileGrid grid = TileGrid.choose(parts, TileSplitter.even(slots, parts));
    return new StillChoice(
        TileSplitter.tasks(request, parts, grid),
        grid + " tiles for " + PlainWords.slots(slots) + ": what the frame costs is not known");
  }

  private StillChoice alone(StillEstimate estimate) throws RenderException {
    FrameCost cost = estimate.cost();
    long most = Math.min(TileSplitter.affordable(cost), TileSplitter.even(SLOTS_TO_COME, parts));
    if (cost.pixels() <= LONG_FRAME || most < TileGrid.MIN_CHOSEN) {
      return StillChoice.onePiece("there is 1 slot, about " + PlainWords.time(estimate.whole()));
    }
    TileGrid grid = TileGrid.choose(parts, most);
    return new StillChoice(
        TileSplitter.tasks(request, parts, grid),
        grid
            + " tiles: about "
            + PlainWords.time(estimate.tiles(grid.count()))
            + " on 1 slot; what is finished is kept, and others can join");
  }

  private StillChoice weigh(StillEstimate estimate) throws RenderException {
    List<Way> ways = new ArrayList<>();
    Way whole = new Way("one piece", estimate.whole(), List.of());
    Way best = whole;
    if (tileable) {
      TileGrid grid = estimate.bestTiles();
      double seconds = estimate.tiles(grid.count());
      Way way = new Way(grid + " tiles", seconds, TileSplitter.tasks(request, parts, grid));
      ways.add(way);
      best = seconds < WORTHWHILE * whole.seconds() ? way : best;
    }
    if (sampleable) {
      int count = parts.samples().count();
      int most = Math.min(count, SampleSplitter.MAX_CHOSEN);
      int ranges = Math.min(most, Math.max(SampleSplitter.MIN_CHOSEN, slots));
      double seconds = estimate.samples(ranges);
      List<Task> tasks = SampleSplitter.tasks(request, count, ranges);
      Way way = new Way(ranges + " sample ranges", seconds, tasks);
      ways.add(way);
      best = seconds < CLEARLY_BETTER * best.seconds() ? way : best;
    }
    if (best.tasks().isEmpty()) {
      return StillChoice.onePiece(reason(estimate, ways));
    }
    return new StillChoice(
        best.tasks(),
        best.words()
            + ": about "
            + PlainWords.time(best.seconds())
            + " on "
            + PlainWords.slots(slots)
            + " instead of "
            + PlainWords.time(whole.seconds())
            + " in one piece");
  }

  private static String reason(StillEstimate estimate, List<Way> others) {
    String whole = PlainWords.time(estimate.whole());
    double first = estimate.cost().first();
    if (first > estimate.whole() / 2) {
      return "preparing the scene takes " + PlainWords.time(first) + " of its " + whole;
    }
    return "about "
        + whole
        + others.stream()
            .map(way -> ", and " + PlainWords.time(way.seconds()) + " in " + way.words())
            .collect(Collectors.joining());
  }

  /**
   * One way to render a still.
   *
   * @param words what it is called
   * @param seconds how long it takes
   * @param tasks its tasks
   */
  private record Way(String words, double seconds, List<Task> tasks) {}
}
