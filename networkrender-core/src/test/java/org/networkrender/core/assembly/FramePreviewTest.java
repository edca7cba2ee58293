package org.networkrender.core.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.core.image.JoinRequest;

class FramePreviewTest {
  private static final PixelSize CANVAS = new PixelSize(40, 20);
  private static final int LIGHT = 0xff_80_a0_c0;

  @TempDir Path directory;
  private final Deque<Runnable> io = new ArrayDeque<>();
  private long now = -TimeUnit.DAYS.toNanos(3);
  private Path file;
  private FramePreview preview;
  private final AtomicInteger written = new AtomicInteger();

  @BeforeEach
  void create() {
    file = directory.resolve("preview.png");
    PartFormat format =
        new PartFormat(
            CANVAS,
            PixelRegion.whole(CANVAS),
            new PictureName("part_####.png"),
            true,
            16,
            "",
            new PartFormat.TileRules(0, ""),
            PartFormat.SampleRules.refused("no"));
    preview = new FramePreview(format, file, io::add, written::incrementAndGet);
  }

  private void work() {
    while (!io.isEmpty()) {
      io.remove().run();
    }
  }

  private void draw(int x) throws Exception {
    BufferedImage tile = new BufferedImage(10, 20, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 200; i++) {
      tile.setRGB(i % 10, i / 10, LIGHT);
    }
    Path part = directory.resolve("part" + x + ".png");
    ImageIO.write(tile, "png", part.toFile());
    PixelRegion region = new PixelRegion(x, 0, 10, 20);
    preview.draw(new JoinRequest.Part(part, region, region, 0, 1));
    work();
  }

  private void tickAfter(long milliseconds) {
    now += TimeUnit.MILLISECONDS.toNanos(milliseconds);
    preview.tick(now);
  }

  private boolean shows(int x) throws Exception {
    return ImageIO.read(file.toFile()).getRGB(x, 10) == LIGHT;
  }

  @Test
  void isThereWithItsFirstPart() throws Exception {
    tickAfter(100);
    assertThat(io).as("nothing is there to see").isEmpty();
    draw(0);
    tickAfter(100);
    assertThat(written).hasValue(0);
    work();
    assertThat(written).as("told once it is there").hasValue(1);
    assertThat(shows(5)).isTrue();
    assertThat(shows(15)).isFalse();
  }

  @Test
  void isWrittenSeldomButTheLastPartIsSeen() throws Exception {
    draw(0);
    tickAfter(100);
    work();
    tickAfter(0);
    draw(10);
    tickAfter(FramePreview.PAUSE.toMillis() - 1);
    assertThat(io).isEmpty();
    draw(20);
    tickAfter(1);
    work();
    assertThat(shows(15)).isTrue();
    assertThat(shows(25)).isTrue();
    tickAfter(60_000);
    assertThat(io).as("nothing has changed").isEmpty();
  }

  @Test
  void whatTakesLongToWriteIsWrittenLessOften() throws Exception {
    draw(0);
    tickAfter(100);
    tickAfter(900);
    tickAfter(100);
    assertThat(io).as("once, however long it takes").hasSize(1);
    work();
    tickAfter(0);
    draw(10);
    tickAfter(1000 * FramePreview.PAUSE_FACTOR - 1);
    assertThat(io).isEmpty();
    tickAfter(1);
    assertThat(io).hasSize(1);
  }

  @Test
  void nothingIsWrittenAfterItsEnd() throws Exception {
    draw(0);
    tickAfter(100);
    assertThat(io).hasSize(1);
    preview.remove();
    work();
    assertThat(Files.exists(file)).isFalse();
  }
}
