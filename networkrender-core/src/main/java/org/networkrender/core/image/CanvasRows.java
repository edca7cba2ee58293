package org.networkrender.core.image;

import com.google.common.io.Closer;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.networkrender.api.PixelRegion;

/** The rows of the joined picture, from the top. A part's file is open only while it is needed. */
final class CanvasRows implements Closeable {
  private final RasterKind kind;
  private final RasterLayout layout;

  /** Those that the rows have not reached yet, the topmost first. */
  private final Deque<List<JoinRequest.Part>> waiting = new ArrayDeque<>();

  /** Those that the next row goes through, by their left edge. */
  private final TreeMap<Integer, KeptRegion> open = new TreeMap<>();

  private int y;

  /**
   * Plans the rows; opens nothing.
   *
   * @param layout the layout of the canvas
   */
  CanvasRows(RasterKind kind, List<JoinRequest.Part> parts, RasterLayout layout) {
    this.kind = kind;
    this.layout = layout;
    Map<PixelRegion, List<JoinRequest.Part>> regions = new LinkedHashMap<>();
    for (JoinRequest.Part part : parts) {
      regions.computeIfAbsent(part.kept(), region -> new ArrayList<>()).add(part);
    }
    regions.values().stream()
        .sorted(Comparator.comparingInt(group -> group.get(0).kept().y()))
        .forEach(waiting::add);
  }

  /** Fills a row; pixels that no part keeps become zero. */
  void next(byte[] row) throws BrokenPictureException, IOException, InterruptedException {
    for (List<JoinRequest.Part> group = waiting.peek();
        group != null && group.get(0).kept().y() == y;
        group = waiting.peek()) {
      open(waiting.remove());
    }
    Arrays.fill(row, (byte) 0);
    for (KeptRegion region : open.values()) {
      region.nextRow(row);
    }
    y++;
    List<KeptRegion> done =
        open.values().stream().filter(kept -> bottom(kept.region()) == y).toList();
    for (KeptRegion kept : done) {
      open.remove(kept.region().x());
      kept.close();
    }
  }

  private void open(List<JoinRequest.Part> group) throws BrokenPictureException, IOException {
    PixelRegion region = group.get(0).kept();
    Map.Entry<Integer, KeptRegion> left = open.floorEntry(region.x() + region.width() - 1);
    if (left != null && left.getValue().region().overlaps(region)) {
      throw new IllegalArgumentException(
          "parts keep the same pixels: " + region + " and " + left.getValue().region());
    }
    open.put(region.x(), KeptRegion.open(kind, group, layout));
  }

  private static int bottom(PixelRegion region) {
    return region.y() + region.height();
  }

  @Override
  public void close() throws IOException {
    try (Closer closer = Closer.create()) {
      open.values().forEach(closer::register);
    }
  }
}
