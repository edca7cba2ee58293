package org.networkrender.core.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/**
 * A program that joins one square tile with itself: its file, its side in pixels, columns and rows
 * of tiles, the target.
 */
final class JoinProgram {
  private JoinProgram() {}

  public static void main(String[] arguments) throws Exception {
    int side = Integer.parseInt(arguments[1]);
    int columns = Integer.parseInt(arguments[2]);
    int rows = Integer.parseInt(arguments[3]);
    List<JoinRequest.Part> parts = new ArrayList<>();
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        PixelRegion tile = new PixelRegion(x * side, y * side, side, side);
        parts.add(new JoinRequest.Part(Path.of(arguments[0]), tile, tile, 0, 1));
      }
    }
    PixelSize canvas = new PixelSize(side * columns, side * rows);
    RasterJoin.join(new JoinRequest(canvas, parts, List.of(), Path.of(arguments[4])));
  }
}
