package org.networkrender.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.networkrender.core.split.PartSplits.NO_SAMPLES;
import static org.networkrender.core.split.PartSplits.NO_TILES;
import static org.networkrender.core.split.PartSplits.SAMPLES;
import static org.networkrender.core.split.PartSplits.TILES;
import static org.networkrender.core.split.PartSplits.complaint;
import static org.networkrender.core.split.PartSplits.costing;
import static org.networkrender.core.split.PartSplits.format;
import static org.networkrender.core.split.PartSplits.still;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;
import org.networkrender.api.testkit.JobSplitterContract;

@Tag("beside-others")
class TileSplitterTest extends JobSplitterContract {
  private static final PartFormat HD = format(1920, 1080, TILES, NO_SAMPLES);

  @Override
  protected JobSplitter splitter() {
    return new TileSplitter();
  }

  @Override
  protected Map<String, String> options(Random random) {
    return random.nextBoolean()
        ? Map.of()
        : Map.of("tiles", (1 + random.nextInt(9)) + "x" + (1 + random.nextInt(9)));
  }

  private int tiles(SplitRequest request) throws RenderException {
    return splitter().split(request).tasks().size();
  }

  @Test
  void cutsTheGridAskedForFrameByFrame() throws Exception {
    SplitPlan plan = splitter().split(request(FrameSet.parse("3-4"), 9, Map.of("tiles", "2x1")));
    Tile left = new Tile(new PixelRegion(0, 0, 320, 360), new PixelRegion(0, 0, 324, 360));
    Tile right = new Tile(new PixelRegion(320, 0, 320, 360), new PixelRegion(316, 0, 324, 360));
    assertThat(plan.tasks())
        .containsExactly(
            new Task(0, FrameSet.of(3), left, null),
            new Task(1, FrameSet.of(3), right, null),
            new Task(2, FrameSet.of(4), left, null),
            new Task(3, FrameSet.of(4), right, null));
    assertThat(plan.explanation()).isEqualTo("2x1 tiles a frame, as asked for");
  }

  @ParameterizedTest
  @CsvSource({"1,16", "2,32", "5,80", "16,256", "30,480"})
  void choosesSeveralTilesForEachSlot(int slots, int about) throws Exception {
    assertThat(tiles(still(slots, Map.of(), HD)))
        .isBetween((int) (about * 0.8), (int) (about * 1.25));
  }

  @ParameterizedTest
  @CsvSource({"1,5", "2,10", "5,25", "16,80", "30,150"})
  void choosesFewerWhereEachTilePreparesTheSceneAnew(int slots, int about) throws Exception {
    PartFormat anew = format(1920, 1080, new PartFormat.TileRules(4, true, ""), NO_SAMPLES);
    assertThat(tiles(still(slots, Map.of(), anew)))
        .isBetween(Math.max(4, (int) (about * 0.8)), (int) (about * 1.25));
  }

  @Test
  void framesOfAnAnimationNeedFewerTiles() throws Exception {
    SplitRequest request =
        PartSplits.request(FrameSet.range(1, 100, 1), 10, Map.of(), Optional.of(HD));
    assertThat(tiles(request)).isEqualTo(400);
  }

  @Test
  void nobodyWaitsForWhatTheFrameCosts() throws Exception {
    SplitRequest request =
        costing(
            still(10, Map.of(), HD),
            frame -> {
              throw new AssertionError("finding out takes seconds in which nobody renders");
            });
    assertThat(tiles(request)).isEqualTo(tiles(still(10, Map.of(), HD)));
  }

  @Test
  void complainsInPlainWords() {
    assertThat(complaint(splitter(), still(2, Map.of("tiles", "0x4"), HD))).contains("8x6");
    assertThat(complaint(splitter(), still(2, Map.of("tiles", "abc"), HD))).contains("8x6");
    assertThat(complaint(splitter(), still(2, Map.of("tiles", "2000x1"), HD))).contains("1920");
    assertThat(complaint(splitter(), still(2, Map.of("tiles", "100x100"), HD))).contains("4096");
    assertThat(complaint(splitter(), still(2, Map.of(), format(64, 64, NO_TILES, SAMPLES))))
        .contains("EEVEE renders the whole frame for each tile", "--split none");
    assertThat(
            complaint(
                splitter(), PartSplits.request(FrameSet.of(1), 2, Map.of(), Optional.empty())))
        .contains("cannot render parts", "--split none");
    assertThat(
            complaint(
                splitter(),
                PartSplits.request(
                    FrameSet.range(1, 1000, 1), 2, Map.of("tiles", "40x40"), Optional.of(HD))))
        .contains("1600000 tasks", "1000000");
  }

  @Test
  void namesItsOptions() {
    assertThat(splitter().options()).extracting(ProviderOption::key).containsExactly("tiles");
  }
}
