package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/** A picture of 64 MiB, 32 tiles of it, of which a row of tiles is 16 MiB, in a heap of 14 MiB. */
class RasterMemoryTest {
  private static final int SIDE = 512;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif"})
  void aJoinHoldsNoPartAndNoPictureInMemory(String extension) throws Exception {
    RasterSamples tile = RasterSamples.random(new PixelSize(SIDE, SIDE), 4, 16, new Random(1));
    Path part = tile.write(directory.resolve("tile." + extension), null);
    Path joined = directory.resolve("joined." + extension);
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx14m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                JoinProgram.class.getName(),
                part.toString(),
                Integer.toString(SIDE),
                "8",
                "4",
                joined.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
    RasterSamples picture = RasterSamples.decode(joined);
    assertThat(picture.size()).isEqualTo(new PixelSize(8 * SIDE, 4 * SIDE));
    assertThat(picture.cut(new PixelRegion(7 * SIDE, 3 * SIDE, SIDE, SIDE))).isEqualTo(tile);
  }
}
