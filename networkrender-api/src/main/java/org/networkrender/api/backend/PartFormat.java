package org.networkrender.api.backend;

import java.util.List;
import java.util.Objects;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/**
 * How a backend renders a frame in parts, and what becomes of them.
 *
 * <p>Each part of a frame is one file. Parts are joined to one file of the same kind and the size
 * of the <em>canvas</em>, without touching a value. Then either that file is the frame's picture,
 * or a session makes the pictures from it ({@link RenderSession#finish}).
 *
 * @param canvas the size of the joined file, in pixels
 * @param area the part of the canvas that is rendered; everything outside is zero
 * @param file the name of a part's file, and of the joined one; its extension tells the format:
 *     exr, png or tif
 * @param finished whether the joined file has to be finished; otherwise it is the only picture
 * @param bytesPerPixel what a pixel of the joined file takes uncompressed, with all its channels
 * @param preview what the names of the channels R, G and B begin with that a person would look at,
 *     for example {@code ViewLayer.Combined.}; may be empty
 * @param tiles the rules for tiles
 * @param samples the rules for sample ranges
 */
public record PartFormat(
    PixelSize canvas,
    PixelRegion area,
    PictureName file,
    boolean finished,
    int bytesPerPixel,
    String preview,
    TileRules tiles,
    SampleRules samples) {
  /** Checks that the parts fit together. */
  public PartFormat {
    Objects.requireNonNull(file);
    Objects.requireNonNull(preview);
    Objects.requireNonNull(tiles);
    Objects.requireNonNull(samples);
    if (!area.isInside(canvas)) {
      throw new IllegalArgumentException("what is rendered lies outside the canvas");
    }
    if (bytesPerPixel < 1) {
      throw new IllegalArgumentException("a pixel takes no byte");
    }
  }

  /** Returns the same format with other rules for tiles. */
  public PartFormat withTiles(TileRules rules) {
    return new PartFormat(canvas, area, file, finished, bytesPerPixel, preview, rules, samples);
  }

  /** Returns the same format by which no frame is cut, for a reason in one plain line. */
  public PartFormat uncut(String reason) {
    return new PartFormat(
        canvas,
        area,
        file,
        finished,
        bytesPerPixel,
        preview,
        TileRules.refused(reason),
        SampleRules.refused(reason));
  }

  /**
   * The rules for tiles.
   *
   * @param overscan how many pixels wider a tile has to be rendered on its inner sides, 0 or more
   * @param preparedAnew whether a session prepares the scene anew for each tile, so that many tiles
   *     cost much more than few
   * @param refusal why the joined picture would not be the whole one bit for bit, in one plain
   *     line, so that there are no tiles; empty when there may be
   * @param leastSide how many pixels wide and high a tile should be at least, where the user does
   *     not say how many there are: smaller ones take as long
   */
  public record TileRules(int overscan, boolean preparedAnew, String refusal, int leastSide) {
    /** The widest overscan there may be, in pixels. */
    public static final int MAX_OVERSCAN = 256;

    /** What a tile's sides should have at least when nothing else is said, in pixels. */
    public static final int LEAST_SIDE = 64;

    /** Checks the number. */
    public TileRules {
      Objects.requireNonNull(refusal);
      if (overscan < 0 || overscan > MAX_OVERSCAN) {
        throw new IllegalArgumentException("overscan " + overscan + " pixels");
      }
      if (leastSide < 1) {
        throw new IllegalArgumentException("tiles of " + leastSide + " pixels");
      }
    }

    /** Rules of tiles that may be as small as usual. */
    public TileRules(int overscan, boolean preparedAnew, String refusal) {
      this(overscan, preparedAnew, refusal, LEAST_SIDE);
    }

    /** Rules for a session that keeps what it prepared from tile to tile. */
    public TileRules(int overscan, String refusal) {
      this(overscan, false, refusal);
    }

    /** Returns the same rules for tiles of at least this size. */
    public TileRules notBelow(int side) {
      return new TileRules(overscan, preparedAnew, refusal, side);
    }

    /** Returns rules that allow no tile. */
    public static TileRules refused(String reason) {
      return new TileRules(0, reason);
    }
  }

  /**
   * The rules for sample ranges.
   *
   * @param count how many samples each pixel gets; 0 when ranges are refused
   * @param refusal why there are no sample ranges, in one plain line; empty when there may be
   * @param changes what sample ranges change in the picture beside the last bits, in one plain
   *     line; empty when nothing
   * @param firstOnly names of channels whose values are no means over the samples: they are taken
   *     from the range that begins with sample 0
   */
  public record SampleRules(int count, String refusal, String changes, List<String> firstOnly) {
    /** Copies the list and checks the number. */
    public SampleRules {
      firstOnly = List.copyOf(firstOnly);
      Objects.requireNonNull(changes);
      if (count < 0 || (refusal.isEmpty() && count < 1)) {
        throw new IllegalArgumentException(count + " samples");
      }
    }

    /** Returns rules that allow no range. */
    public static SampleRules refused(String reason) {
      return new SampleRules(0, reason, "", List.of());
    }
  }
}
