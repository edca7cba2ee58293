package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;

/** The law of parts: together they give each pixel of a frame, with each of its samples, once. */
public final class PartsOfAFrame {
  /** Up to here each pixel is looked at by itself. */
  private static final long SMALL = 1 << 20;

  private final PartFormat format;
  private final PixelRegion area;

  private PartsOfAFrame(PartFormat format) {
    this.format = format;
    this.area = format.area();
  }

  /** Checks all tasks of one frame; one task may be the whole frame. */
  public static void check(PartFormat format, List<Task> tasks) {
    if (tasks.size() == 1 && !tasks.get(0).isPart()) {
      return;
    }
    new PartsOfAFrame(format).check(tasks);
  }

  private void check(List<Task> tasks) {
    Map<PixelRegion, List<Task>> byRegion = new LinkedHashMap<>();
    for (Task task : tasks) {
      assertThat(task.isPart()).as("%s beside parts", task.label()).isTrue();
      Tile tile = task.tile();
      if (tile != null) {
        checkRefusal("tiles", format.tiles().refusal());
        checkRendered(tile);
      }
      PixelRegion kept = tile == null ? area : tile.kept();
      byRegion.computeIfAbsent(kept, key -> new ArrayList<>()).add(task);
    }
    checkCovered(List.copyOf(byRegion.keySet()));
    byRegion.values().forEach(this::checkSamples);
  }

  private static void checkRefusal(String what, String refusal) {
    assertThat(refusal).as("why there may be no %s", what).isEmpty();
  }

  /** Rendered is what is kept, wider by the overscan where the area goes on. */
  private void checkRendered(Tile tile) {
    PixelRegion kept = tile.kept();
    int overscan = format.tiles().overscan();
    assertThat(area.contains(kept)).as("%s lies in %s", kept, area).isTrue();
    int left = Math.max(area.x(), kept.x() - overscan);
    int top = Math.max(area.y(), kept.y() - overscan);
    int right = Math.min(area.x() + area.width(), kept.x() + kept.width() + overscan);
    int bottom = Math.min(area.y() + area.height(), kept.y() + kept.height() + overscan);
    assertThat(tile.rendered()).isEqualTo(new PixelRegion(left, top, right - left, bottom - top));
  }

  private void checkCovered(List<PixelRegion> regions) {
    if (area.pixels() <= SMALL) {
      checkEachPixel(regions);
    } else {
      assertThat(regions.stream().mapToLong(PixelRegion::pixels).sum()).isEqualTo(area.pixels());
      checkApart(regions);
    }
  }

  private void checkEachPixel(List<PixelRegion> regions) {
    BitSet seen = new BitSet((int) area.pixels());
    for (PixelRegion region : regions) {
      for (int y = region.y(); y < region.y() + region.height(); y++) {
        int from = (y - area.y()) * area.width() + region.x() - area.x();
        int twice = seen.nextSetBit(from);
        assertThat(twice < 0 || twice >= from + region.width()).as("%s is new", region).isTrue();
        seen.set(from, from + region.width());
      }
    }
    assertThat(seen.cardinality()).as("pixels of %s", area).isEqualTo((int) area.pixels());
  }

  /** Goes down the picture, so that each region is compared with those beside it alone. */
  private static void checkApart(List<PixelRegion> regions) {
    List<PixelRegion> open = new ArrayList<>();
    regions.stream()
        .sorted(Comparator.comparingInt(PixelRegion::y))
        .forEach(
            region -> {
              open.removeIf(above -> above.y() + above.height() <= region.y());
              assertThat(open).as("overlapping %s", region).noneMatch(region::overlaps);
              open.add(region);
            });
  }

  private void checkSamples(List<Task> tasks) {
    if (tasks.size() == 1 && tasks.get(0).samples() == null) {
      return;
    }
    checkRefusal("sample ranges", format.samples().refusal());
    List<SampleRange> ranges = new ArrayList<>();
    for (Task task : tasks) {
      SampleRange range = task.samples();
      assertThat(range).as("samples of %s, one of several", task.label()).isNotNull();
      if (range != null) {
        ranges.add(range);
      }
    }
    ranges.sort(Comparator.comparingInt(SampleRange::first));
    int next = 0;
    for (SampleRange range : ranges) {
      assertThat(range.first()).as("the next of %s", ranges).isEqualTo(next);
      next += range.count();
    }
    assertThat(next).as("samples in all").isEqualTo(format.samples().count());
  }
}
