package org.networkrender.core.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** Sound files for the fuzzer to begin with, one of each kind that is read. */
final class FuzzSeeds {
  private FuzzSeeds() {}

  static void png(Path directory) throws IOException {
    for (int channels = 1; channels <= 4; channels++) {
      for (int bits : new int[] {8, 16}) {
        picture(channels, bits).write(directory.resolve(channels + "-" + bits + ".png"), null);
      }
    }
  }

  static void tiff(Path directory) throws IOException {
    for (int channels = 1; channels <= 4; channels++) {
      for (int bits : new int[] {8, 16}) {
        String name = channels + "-" + bits;
        picture(channels, bits).write(directory.resolve(name + ".tif"), null);
        for (String way : List.of("LZW", "ZLib", "PackBits")) {
          picture(channels, bits).write(directory.resolve(name + way + ".tif"), way);
        }
      }
    }
  }

  private static RasterSamples picture(int channels, int bits) {
    return RasterSamples.random(FuzzedPart.SIZE, channels, bits, new Random(channels));
  }

  static void exr(Path directory) throws IOException {
    Random random = new Random(1);
    int number = 0;
    for (ExrCompression how : EnumSet.range(ExrCompression.NONE, ExrCompression.ZIP)) {
      for (int count = 1; count <= 4; count++) {
        number++;
        String name = number % 3 == 0 ? "part" : "";
        TestPicture first =
            TestPicture.random(
                random, name, TestPicture.channels(random, count), FuzzedPart.SIZE, how);
        TestPicture second =
            TestPicture.random(
                random, "other", TestPicture.channels(random, 2), FuzzedPart.SIZE, how);
        TestPicture.write(
            directory.resolve(number + ".exr"),
            name.isEmpty() ? List.of(first) : List.of(first, second));
      }
    }
  }
}
