package org.networkrender.cli.stills;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** Compares pictures by their decoded values. */
final class Pictures {
  private static final long PATIENCE_SECONDS = 60;

  private Pictures() {}

  /** Asserts that no value differs. */
  static void assertSame(Path actual, Path expected) throws Exception {
    // Java reads no TIFF of 16 bits as Blender writes it since 4.3 (horizontal differences).
    if (actual.toString().endsWith(".exr") || actual.toString().endsWith(".tif")) {
      idiff(actual, expected, "-fail", "0", "-warn", "0");
      return;
    }
    assertThat(values(actual)).as("values of %s", actual).isEqualTo(values(expected));
  }

  /** Asserts that no value of an OpenEXR file differs by more than a part of itself. */
  static void assertNear(Path actual, Path expected, String relative) throws Exception {
    idiff(actual, expected, "-fail", "1e-6", "-failrelative", relative, "-warn", "1");
  }

  /** Returns the largest difference of two pictures, in steps of their own depth. */
  static int largestDifference(Path actual, Path expected) throws IOException {
    int[] one = values(actual);
    int[] other = values(expected);
    assertThat(one).hasSameSizeAs(other);
    int largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs(one[i] - other[i]));
    }
    return largest;
  }

  private static void idiff(Path actual, Path expected, String... options) throws Exception {
    // Blender writes each pass of a layered file as a part of its own since 5.0: all are compared.
    String[] command = new String[options.length + 4];
    command[0] = "idiff";
    command[1] = "-a";
    System.arraycopy(options, 0, command, 2, options.length);
    command[options.length + 2] = actual.toString();
    command[options.length + 3] = expected.toString();
    Tool.run(PATIENCE_SECONDS, command);
    assertSameChannels(actual, expected);
  }

  /** One program tells both: it takes longer to start than to read a small picture. */
  private static void assertSameChannels(Path actual, Path expected) throws Exception {
    String told =
        Tool.run(
            PATIENCE_SECONDS,
            "oiiotool",
            "--info",
            "-v",
            "-a",
            actual.toString(),
            expected.toString());
    int second = told.indexOf("\n" + expected);
    assertThat(second).as(told).isPositive();
    assertThat(channels(told.substring(0, second)))
        .isNotEmpty()
        .isEqualTo(channels(told.substring(second)));
  }

  private static String channels(String told) {
    return told.lines()
        .filter(line -> line.contains("channel list:"))
        .collect(Collectors.joining());
  }

  /** Returns width, height, channels, and all values in the depth of the file. */
  private static int[] values(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image).as("%s decodes", picture).isNotNull();
    Raster raster = image.getRaster();
    int count = raster.getWidth() * raster.getHeight() * raster.getNumBands();
    int[] values = new int[3 + count];
    int[] pixels = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
    System.arraycopy(pixels, 0, values, 3, count);
    values[0] = raster.getWidth();
    values[1] = raster.getHeight();
    values[2] = raster.getNumBands();
    return values;
  }
}
