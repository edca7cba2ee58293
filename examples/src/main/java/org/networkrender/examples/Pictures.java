package org.networkrender.examples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Compares what two renders left in their directories. */
final class Pictures {
  private Pictures() {}

  /** Throws unless both directories hold pictures of the same names with the same pixels. */
  static void requireSame(Path expected, Path actual) throws IOException {
    List<String> names = names(expected);
    if (names.isEmpty() || !names.equals(names(actual))) {
      throw new IOException("Expected " + names + " in " + actual + ", found " + names(actual));
    }
    for (String name : names) {
      if (!Arrays.equals(pixels(expected.resolve(name)), pixels(actual.resolve(name)))) {
        throw new IOException(actual.resolve(name) + " is not the picture that Blender makes");
      }
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".png"))
          .sorted()
          .toList();
    }
  }

  private static int[] pixels(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    if (image == null) {
      throw new IOException(picture + " is not a picture");
    }
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }
}
