package org.networkrender.core.image;

import java.nio.file.Path;
import java.util.List;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/**
 * Parts that are to be joined to one picture.
 *
 * <p>The parts are files of the same kind, with the same channels. Their kept regions are equal or
 * do not overlap; pixels of the canvas that no part keeps become zero. A region that one part keeps
 * is copied without touching a value. Where several parts keep the same region, each value is their
 * mean, weighted by their samples and computed in double precision.
 *
 * @param canvas the size of the joined picture, in pixels
 * @param parts the parts, at least one
 * @param firstOnly names of channels whose values are no means: they are taken from the part that
 *     begins with sample 0
 * @param target the file to write; its extension tells the format, and it is replaced when it is
 *     there
 */
public record JoinRequest(PixelSize canvas, List<Part> parts, List<String> firstOnly, Path target) {
  /** Copies the lists and checks that every part lies inside the canvas. */
  public JoinRequest {
    parts = List.copyOf(parts);
    firstOnly = List.copyOf(firstOnly);
    if (parts.isEmpty() || !parts.stream().allMatch(part -> part.rendered().isInside(canvas))) {
      throw new IllegalArgumentException("no part, or a part that lies outside the canvas");
    }
  }

  /**
   * A part.
   *
   * @param file its file, of the size of {@code rendered}
   * @param kept the part of the canvas that it gives
   * @param rendered the part of the canvas that is in the file; {@code kept} lies inside it
   * @param firstSample the number of its first sample, 0 or more
   * @param samples how many samples it has, 1 or more; 1 when samples are not split
   */
  public record Part(
      Path file, PixelRegion kept, PixelRegion rendered, int firstSample, int samples) {
    /** Checks the numbers. */
    public Part {
      if (!rendered.contains(kept) || firstSample < 0 || samples < 1) {
        throw new IllegalArgumentException("a part keeps what it does not have");
      }
    }
  }
}
