package org.networkrender.core.client;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/** The pictures of {@link FakeBackend}: how they are painted, and whether a file shows one. */
final class FakePictures {
  static final int WIDTH = 40;
  static final int HEIGHT = 30;

  /** How much wider than it is kept a tile has to be rendered: what lies outside is wrong here. */
  static final int OVERSCAN = 2;

  private FakePictures() {}

  /** Paints a frame or a region of it; the outermost pixels of a region are wrong on purpose. */
  static Path paint(Path file, int frame, @Nullable PixelRegion region, FakeBackend.Fault fault)
      throws IOException {
    PixelRegion area = region == null ? PixelRegion.whole(new PixelSize(WIDTH, HEIGHT)) : region;
    int width = fault == FakeBackend.Fault.WRONG_SIZE ? area.width() + 1 : area.width();
    int type =
        fault == FakeBackend.Fault.WRONG_CHANNELS
            ? BufferedImage.TYPE_INT_ARGB
            : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(width, area.height(), type);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < area.height(); y++) {
        int colour = colour(frame, area.x() + x, area.y() + y);
        image.setRGB(x, y, fault == FakeBackend.Fault.BLACK ? 0 : colour);
        if (fault == FakeBackend.Fault.WRONG_PIXELS && y == 5) {
          image.setRGB(x, y, ~colour);
        }
        if (fault == FakeBackend.Fault.LAST_BIT && y == 5 && x == 5) {
          image.setRGB(x, y, colour ^ 1);
        }
      }
    }
    if (region != null) {
      spoilInnerEdges(image, region);
    }
    ImageIO.write(image, "png", file.toFile());
    byte[] whole = Files.readAllBytes(file);
    if (fault == FakeBackend.Fault.TRUNCATED) {
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    } else if (fault == FakeBackend.Fault.EMPTY) {
      Files.write(file, new byte[0]);
    }
    return file;
  }

  private static int colour(int frame, int x, int y) {
    return (x + 1) * (y + 1) * 7919 + frame;
  }

  private static void spoilInnerEdges(BufferedImage image, PixelRegion region) {
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        boolean left = x < OVERSCAN && region.x() > 0;
        boolean right = x >= image.getWidth() - OVERSCAN && region.x() + region.width() < WIDTH;
        boolean top = y < OVERSCAN && region.y() > 0;
        boolean bottom = y >= image.getHeight() - OVERSCAN && region.y() + region.height() < HEIGHT;
        if (left || right || top || bottom) {
          image.setRGB(x, y, 0);
        }
      }
    }
  }

  /** What this renderer does once a picture: it turns it into its negative. */
  static Path develop(Path file) throws IOException {
    BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException | RuntimeException e) {
      // It was painted broken on purpose.
      return file;
    }
    if (image == null) {
      return file;
    }
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        image.setRGB(x, y, ~image.getRGB(x, y));
      }
    }
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  /** Returns whether a file shows the whole frame, as this renderer saves it. */
  static boolean shows(Path file, int frame) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image.getWidth() != WIDTH || image.getHeight() != HEIGHT) {
      return false;
    }
    for (int x = 0; x < WIDTH; x++) {
      for (int y = 0; y < HEIGHT; y++) {
        if ((image.getRGB(x, y) & 0xffffff) != (~colour(frame, x, y) & 0xffffff)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns whether a file shows the whole frame, as joined and not finished. */
  static boolean showsUnfinished(Path file, int frame) throws IOException {
    Path copy = Files.createTempFile("unfinished", ".png");
    try {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      return shows(develop(copy), frame);
    } finally {
      Files.delete(copy);
    }
  }
}
