package org.networkrender.api.split;

import java.util.Objects;
import org.networkrender.api.PixelRegion;

/**
 * A tile of a picture: what it gives to the joined picture, and what has to be rendered for that.
 * The two differ where a renderer looks at neighbouring pixels: a tile is then rendered wider on
 * its inner sides (<em>overscan</em>) and cropped when it is joined.
 *
 * @param kept the part of the canvas that this tile gives, in pixels of the canvas
 * @param rendered the part of the canvas that is rendered; {@code kept} lies inside it
 */
public record Tile(PixelRegion kept, PixelRegion rendered) {
  /** Checks that what is kept is rendered. */
  public Tile {
    Objects.requireNonNull(kept);
    if (!rendered.contains(kept)) {
      throw new IllegalArgumentException("a tile keeps pixels that it does not render");
    }
  }

  /** Returns a tile without overscan. */
  public static Tile of(PixelRegion region) {
    return new Tile(region, region);
  }
}
