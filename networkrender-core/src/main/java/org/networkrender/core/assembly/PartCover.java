package org.networkrender.core.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.RenderException;
import org.networkrender.api.SampleRange;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;

/** The law of parts: together they give each pixel and each sample of a frame once. */
final class PartCover {
  private PartCover() {}

  /** Throws if the parts of a frame leave something out, or give something twice. */
  static void check(PartFormat format, List<Task> parts) throws RenderException {
    Map<PixelRegion, List<Task>> regions = new LinkedHashMap<>();
    for (Task part : parts) {
      Tile tile = part.tile();
      PixelRegion kept = tile == null ? format.area() : tile.kept();
      if (!format.area().contains(tile == null ? kept : tile.rendered())) {
        throw broken("a tile reaches beyond the picture");
      }
      regions.computeIfAbsent(kept, region -> new ArrayList<>()).add(part);
    }
    checkRegions(format, List.copyOf(regions.keySet()));
    for (List<Task> ranges : regions.values()) {
      checkSamples(format, ranges);
    }
  }

  private static void checkRegions(PartFormat format, List<PixelRegion> regions)
      throws RenderException {
    long pixels = regions.stream().mapToLong(PixelRegion::pixels).sum();
    if (pixels != format.area().pixels()) {
      throw broken("the tiles have " + pixels + " pixels, the picture " + format.area().pixels());
    }
    List<PixelRegion> byRow = new ArrayList<>(regions);
    byRow.sort(Comparator.comparingInt(PixelRegion::y));
    // Only tiles that begin above another one's end can overlap it: few pairs, in sane plans.
    for (int i = 0; i < byRow.size(); i++) {
      PixelRegion upper = byRow.get(i);
      for (int j = i + 1; j < byRow.size() && byRow.get(j).y() < upper.y() + upper.height(); j++) {
        if (upper.overlaps(byRow.get(j))) {
          throw broken("two tiles overlap");
        }
      }
    }
  }

  private static void checkSamples(PartFormat format, List<Task> parts) throws RenderException {
    if (parts.size() == 1 && parts.get(0).samples() == null) {
      return;
    }
    List<SampleRange> ranges = new ArrayList<>();
    for (Task part : parts) {
      SampleRange samples = part.samples();
      if (samples == null) {
        throw broken("two tiles are the same");
      }
      ranges.add(samples);
    }
    ranges.sort(Comparator.comparingInt(SampleRange::first));
    int next = 0;
    for (SampleRange range : ranges) {
      if (range.first() != next) {
        throw broken("sample ranges leave a gap or overlap");
      }
      next += range.count();
    }
    if (next != format.samples().count()) {
      throw broken("the ranges have " + next + " samples, not " + format.samples().count());
    }
  }

  private static RenderException broken(String what) {
    return new RenderException(
        ErrorKind.INTERNAL,
        "The splitter cut a frame wrongly: " + what,
        "Choose another one with --split, and report this");
  }
}
