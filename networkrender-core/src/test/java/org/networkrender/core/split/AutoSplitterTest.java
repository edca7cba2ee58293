package org.networkrender.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.networkrender.core.split.PartSplits.NO_SAMPLES;
import static org.networkrender.core.split.PartSplits.NO_TILES;
import static org.networkrender.core.split.PartSplits.SAMPLES;
import static org.networkrender.core.split.PartSplits.TILES;
import static org.networkrender.core.split.PartSplits.complaint;
import static org.networkrender.core.split.PartSplits.costing;
import static org.networkrender.core.split.PartSplits.format;
import static org.networkrender.core.split.PartSplits.still;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.PartFormat.SampleRules;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.testkit.JobSplitterContract;

class AutoSplitterTest extends JobSplitterContract {
  private static final PartFormat TILES_ONLY = format(1920, 1080, TILES, NO_SAMPLES);
  private static final PartFormat BOTH = format(1920, 1080, TILES, SAMPLES);
  private static final PartFormat SAMPLES_ONLY = format(1920, 1080, NO_TILES, SAMPLES);
  private static final PartFormat NEITHER = format(1920, 1080, NO_TILES, NO_SAMPLES);

  /** Each tile has to prepare much, each sample range only once. */
  private static final FrameCost HEAVY_SCENE = new FrameCost(20, 20, 600);

  private static final SplitRequest.CostSource NOT_ASKED =
      frame -> {
        throw new AssertionError("nothing depends on the cost");
      };

  @Override
  protected JobSplitter splitter() {
    return new AutoSplitter();
  }

  private SplitPlan plan(int slots, PartFormat parts, FrameCost cost) throws RenderException {
    return splitter().split(costing(still(slots, Map.of(), parts), frame -> Optional.of(cost)));
  }

  private SplitPlan unasked(SplitRequest request) throws RenderException {
    return splitter().split(costing(request, NOT_ASKED));
  }

  private static void assertWhole(SplitPlan plan) {
    assertThat(plan.tasks()).singleElement().matches(task -> !task.isPart());
    assertThat(plan.explanation()).startsWith("One piece: ");
  }

  private static boolean tiled(SplitPlan plan) {
    return plan.tasks().stream().allMatch(task -> task.tile() != null);
  }

  private static boolean sampled(SplitPlan plan) {
    return plan.tasks().stream().allMatch(task -> task.samples() != null);
  }

  @Test
  void anAnimationIsRenderedFrameByFrame() throws Exception {
    SplitPlan plan =
        unasked(PartSplits.request(FrameSet.range(1, 9, 1), 3, Map.of(), Optional.of(BOTH)));
    assertThat(plan.explanation()).isEqualTo("One task a frame: 9");
    assertThat(plan.tasks()).hasSize(9).noneMatch(task -> task.isPart());
  }

  @Test
  void aFrameThatCannotBeCutIsOnePieceAndNobodyMeasuresIt() throws Exception {
    SplitPlan plan = unasked(still(5, Map.of(), NEITHER));
    assertWhole(plan);
    assertThat(plan.explanation())
        .isEqualTo("One piece: EEVEE renders the whole frame for each tile");
    assertWhole(unasked(still(1, Map.of(), SAMPLES_ONLY)));
    assertWhole(unasked(PartSplits.request(FrameSet.of(1), 5, Map.of(), Optional.empty())));
  }

  @Test
  void aFrameThatCostsMuchIsTiled() throws Exception {
    SplitPlan plan = plan(5, TILES_ONLY, new FrameCost(2, 0.5, 840));
    assertThat(tiled(plan)).isTrue();
    assertThat(plan.tasks()).hasSizeBetween(40, 120);
    assertThat(plan.explanation())
        .matches("\\d+x\\d+ tiles: about 3 min on 5 slots instead of 14 min in one piece");
  }

  @Test
  void aSceneThatTakesLongToPrepareIsOnePiece() throws Exception {
    SplitPlan plan = plan(5, TILES_ONLY, new FrameCost(40, 40, 15));
    assertWhole(plan);
    assertThat(plan.explanation())
        .isEqualTo("One piece: preparing the scene takes 40 s of its 55 s");
    assertThat(plan(2, TILES_ONLY, new FrameCost(1, 5, 6)).explanation())
        .matches("One piece: about 7 s, and \\d+ s in 2x2 tiles");
  }

  @Test
  void aQuickFrameIsNotWorthJoining() throws Exception {
    assertWhole(plan(8, format(16384, 16384, TILES, SAMPLES), new FrameCost(1, 0.1, 20)));
  }

  /** Denoising takes as long behind tiles as behind one piece. */
  @Test
  void whatIsDoneOnceGetsNoShorterByCutting() throws Exception {
    FrameCost quick = new FrameCost(1, 0.1, 30);
    assertThat(tiled(plan(5, TILES_ONLY, quick))).isTrue();
    assertWhole(plan(5, TILES_ONLY, new FrameCost(1, 0.1, 30, 0, 600)));
    assertThat(plan(5, TILES_ONLY, new FrameCost(2, 0.5, 840, 0, 120)).explanation())
        .matches("\\d+x\\d+ tiles: about 5 min on 5 slots instead of 16 min in one piece");
  }

  @Test
  void theNumberOfTilesIsTheOneThatEndsFirst() throws Exception {
    for (double again : new double[] {0, 0.2, 1, 5, 30}) {
      StillEstimate estimate = new StillEstimate(new FrameCost(again, again, 900), 7, TILES_ONLY);
      double best = estimate.tiles(estimate.bestTiles().count());
      for (int wanted = 4; wanted < TileGrid.MAX_TILES; wanted++) {
        long count = TileGrid.choose(TILES_ONLY.area(), wanted).count();
        assertThat(estimate.tiles(count)).isGreaterThan(best * 0.99);
      }
    }
  }

  /**
   * A card of which each part takes 3 s however small it is, 1 s of which it needs before its first
   * pixel: few large tiles, and none where the frame takes little longer than a part.
   */
  @Test
  void onCardsThereAreFewerAndLargerTiles() throws Exception {
    FrameCost processor = new FrameCost(5, 0.05, 600);
    FrameCost card = new FrameCost(5, 1, 600, 2, 0);
    assertThat(plan(4, TILES_ONLY, processor).tasks()).hasSizeBetween(80, 250);
    SplitPlan plan = plan(4, TILES_ONLY, card);
    assertThat(tiled(plan)).isTrue();
    assertThat(plan.tasks()).hasSizeBetween(16, 60);
    StillEstimate estimate = new StillEstimate(card, 4, TILES_ONLY);
    // Each of 4 slots renders 75 parts one after the other, whatever their share would be.
    assertThat(estimate.tiles(300)).isEqualTo(estimate.tiles(299), within(4.0));
    assertThat(estimate.tiles(600)).isGreaterThan(5 + 150 * 3);
    assertThat(estimate.tiles(60)).isLessThan(estimate.tiles(1200));
    assertWhole(plan(4, TILES_ONLY, new FrameCost(5, 1, 4, 2, 0)));
    assertWhole(plan(4, TILES_ONLY, new FrameCost(2, 1, 8, 8, 0)));
  }

  @Test
  void theTilesOfCardsAreNotSmall() throws Exception {
    PartFormat large = TILES_ONLY.withTiles(TILES_ONLY.tiles().notBelow(256));
    SplitPlan plan = splitter().split(still(30, Map.of(), large));
    assertThat(plan.tasks())
        .hasSize(28)
        .allMatch(task -> task.tile().kept().width() >= 256 && task.tile().kept().height() >= 256);
    assertThat(splitter().split(still(30, Map.of("tiles", "12x12"), large)).tasks()).hasSize(144);
  }

  @Test
  void aPartOfACardTakesItsTimeHoweverSmallItIs() {
    assertThat(new FrameCost(1, 1, 100, 4, 0).pixelsOf(10)).isEqualTo(10);
    assertThat(new FrameCost(1, 1, 100, 4, 0).pixelsOf(50)).isEqualTo(4);
    assertThat(new FrameCost(1, 1, 3, 4, 0).pixelsOf(50)).isEqualTo(3);
    assertThat(new FrameCost(1, 1, 100).pixelsOf(50)).isEqualTo(2);
    assertThat(TileSplitter.affordable(new FrameCost(1, 0.01, 100, 4, 0))).isEqualTo(25);
  }

  @Test
  void oneSlotTilesOnlyWhatTakesLong() throws Exception {
    assertWhole(plan(1, BOTH, new FrameCost(1, 0.1, 119)));
    SplitPlan plan = plan(1, BOTH, new FrameCost(1, 0.1, 1200));
    assertThat(tiled(plan)).isTrue();
    assertThat(plan.tasks()).hasSizeBetween(50, 80);
    assertThat(plan.explanation()).contains("on 1 slot; what is finished is kept");
    assertWhole(plan(1, BOTH, new FrameCost(60, 60, 300)));
    assertWhole(splitter().split(still(1, Map.of(), BOTH)));
  }

  @Test
  void withoutACostSeveralSlotsGetTiles() throws Exception {
    SplitPlan plan = splitter().split(still(5, Map.of(), BOTH));
    assertThat(tiled(plan)).isTrue();
    assertThat(plan.tasks()).hasSizeBetween(64, 100);
    assertThat(plan.explanation()).endsWith("for 5 slots: what the frame costs is not known");
    assertWhole(splitter().split(still(5, Map.of(), SAMPLES_ONLY)));
  }

  @Test
  void samplesAreTakenOnlyWhereTheyAreClearlyBetter() throws Exception {
    assertThat(sampled(plan(5, BOTH, HEAVY_SCENE))).isTrue();
    assertThat(plan(5, BOTH, HEAVY_SCENE).explanation())
        .isEqualTo("5 sample ranges: about 2 min on 5 slots instead of 10 min in one piece");
    assertThat(tiled(plan(5, BOTH, new FrameCost(2, 0.1, 600)))).isTrue();
    assertThat(sampled(plan(5, SAMPLES_ONLY, new FrameCost(2, 2, 600)))).isTrue();
  }

  @Test
  void samplesAreNeverTakenWhereTheyChangeThePicture() throws Exception {
    SplitRequest exact = still(5, Map.of("exact", "true"), BOTH);
    assertThat(sampled(splitter().split(costing(exact, frame -> Optional.of(HEAVY_SCENE)))))
        .isFalse();
    SampleRules changing = new SampleRules(128, "", "adaptive sampling is off", List.of());
    assertThat(sampled(plan(5, format(1920, 1080, TILES, changing), HEAVY_SCENE))).isFalse();
    assertWhole(unasked(still(5, Map.of("exact", "true"), SAMPLES_ONLY)));
  }

  @Test
  void anOptionAsksForItsKind() throws Exception {
    assertThat(unasked(still(1, Map.of("tiles", "3x2"), BOTH)).tasks()).hasSize(6);
    assertThat(sampled(unasked(still(1, Map.of("ranges", "4"), BOTH)))).isTrue();
    assertThat(complaint(splitter(), still(5, Map.of("tiles", "3x2"), SAMPLES_ONLY)))
        .contains("EEVEE", "--split none");
    assertThat(complaint(splitter(), still(5, Map.of("tiles", "3x2", "ranges", "2"), BOTH)))
        .contains("Both tiles and sample ranges");
  }

  @Test
  void namesItsOptions() {
    assertThat(splitter().options())
        .extracting(ProviderOption::key)
        .containsExactlyInAnyOrder("tiles", "ranges", "exact");
  }
}
