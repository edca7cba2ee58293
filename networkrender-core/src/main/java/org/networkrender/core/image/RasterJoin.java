package org.networkrender.core.image;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of a PNG or TIFF picture, row by row.
 *
 * <p>Parts and target are files of the same kind. They are gray or RGB, with or without alpha, of 8
 * or 16 bits. Channels have no names here, so each value of several parts is a mean. The heap that
 * a join takes is a few rows of the canvas, and a few rows and 100 KiB for each part that a row
 * goes through. Samples are copied as the bytes that they are in the file, never by way of an
 * image: the JDK's conversions round.
 */
final class RasterJoin {
  private RasterJoin() {}

  /**
   * Joins parts. Blocks.
   *
   * @throws BrokenPictureException if a part is damaged, or is not what the request says
   * @throws IOException if a part cannot be read or the target cannot be written; what was written
   *     of the target is removed
   * @throws InterruptedException if the thread was interrupted; the target is removed too
   */
  static void join(JoinRequest request)
      throws BrokenPictureException, IOException, InterruptedException {
    RasterKind kind = RasterKind.of(request.target());
    try {
      RasterLayout layout = layout(kind, request.parts()).withSize(request.canvas());
      kind.checkLimit(layout);
      write(kind, request, layout);
    } catch (ClosedByInterruptException e) {
      // The interrupt is told by the exception, as everywhere.
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  /** Looks into every part before anything is written. */
  private static RasterLayout layout(RasterKind kind, List<JoinRequest.Part> parts)
      throws BrokenPictureException, IOException {
    @Nullable RasterLayout first = null;
    for (JoinRequest.Part part : parts) {
      try (RasterReader reader = kind.read(part.file(), part.rendered().size())) {
        RasterLayout layout = reader.layout();
        if (first == null) {
          first = layout;
        } else if (!first.withSize(layout.size()).equals(layout)) {
          throw new BrokenPictureException(unlike(parts.get(0).file(), first, part.file(), layout));
        }
      }
    }
    if (first == null) {
      throw new IllegalArgumentException("no part");
    }
    return first;
  }

  private static String unlike(
      Path one, RasterLayout layout, Path other, RasterLayout otherLayout) {
    return layout.toString().equals(otherLayout.toString())
        ? "%s and %s mean other colours by the same values"
            .formatted(one.getFileName(), other.getFileName())
        : "%s is %s, and %s is %s"
            .formatted(one.getFileName(), layout, other.getFileName(), otherLayout);
  }

  private static void write(RasterKind kind, JoinRequest request, RasterLayout layout)
      throws BrokenPictureException, IOException, InterruptedException {
    boolean spoilt = false;
    try (CanvasRows rows = new CanvasRows(kind, request.parts(), layout);
        RasterWriter writer = kind.write(request.target(), layout)) {
      spoilt = true;
      writer.begin();
      byte[] row = new byte[layout.rowBytes()];
      for (int y = 0; y < layout.size().height(); y++) {
        rows.next(row);
        writer.writeRow(row);
      }
      writer.finish();
      spoilt = false;
    } finally {
      if (spoilt) {
        Files.deleteIfExists(request.target());
      }
    }
  }
}
