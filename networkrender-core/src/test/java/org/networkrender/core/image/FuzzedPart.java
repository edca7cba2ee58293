package org.networkrender.core.image;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/**
 * Joins a file of any bytes with itself, as two tiles with overscan and as two ranges of samples.
 * Nothing but a picture or {@link BrokenPictureException} may come of it. The files lie in memory:
 * thousands a second are made.
 */
final class FuzzedPart {
  /** The size that a part has to have; all that is allocated follows from it. */
  static final PixelSize SIZE = new PixelSize(9, 5);

  private static final PixelSize CANVAS = new PixelSize(16, 6);
  private static final FileSystem MEMORY = Jimfs.newFileSystem(Configuration.unix());

  private FuzzedPart() {}

  static void join(byte[] bytes, String extension) throws IOException, InterruptedException {
    Path part = Files.write(MEMORY.getPath("part." + extension), bytes);
    Path target = MEMORY.getPath("joined." + extension);
    PixelRegion left = new PixelRegion(0, 1, SIZE.width(), SIZE.height());
    PixelRegion right = new PixelRegion(7, 0, SIZE.width(), SIZE.height());
    JoinRequest request =
        new JoinRequest(
            CANVAS,
            List.of(
                new JoinRequest.Part(part, new PixelRegion(0, 1, 8, 5), left, 0, 1),
                new JoinRequest.Part(part, new PixelRegion(8, 0, 8, 4), right, 0, 3),
                new JoinRequest.Part(part, new PixelRegion(8, 0, 8, 4), right, 3, 5)),
            List.of(),
            target);
    try {
      new TileCompositor(1).join(request);
      if (!Files.exists(target)) {
        throw new AssertionError("joined, and there is no file");
      }
      Files.delete(target);
    } catch (BrokenPictureException e) {
      if (Files.exists(target)) {
        throw new AssertionError("the target is left", e);
      }
    }
  }
}
