package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.PixelSize;
import org.networkrender.api.Sha256;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.wire.Message;

class ResultIntakeTest {
  private static final PixelSize SIZE = new PixelSize(40, 30);

  @TempDir Path directory;
  private final AtomicInteger fetched = new AtomicInteger();

  private void take(String name, long bytes, byte[] content) throws Exception {
    try (OutputDirectory output = OutputDirectory.open(directory)) {
      ResultIntake intake =
          new ResultIntake(
              output,
              1,
              List.of(FrameFile.picture(name)),
              SIZE,
              1,
              baked -> Optional.empty(),
              (blob, offset, size, sink) -> {
                fetched.incrementAndGet();
                try {
                  sink.write(ByteBuffer.wrap(content));
                  return CompletableFuture.completedFuture(null);
                } catch (IOException e) {
                  return CompletableFuture.failedFuture(e);
                }
              },
              System::nanoTime);
      intake.take(List.of(new Message.ResultFile(name, Sha256.of(new byte[] {7}), bytes)));
    }
  }

  @Test
  void whatNoPictureHasIsNotFetched() {
    assertThatThrownBy(() -> take("0001.png", 1L << 40, new byte[] {7}))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ResultIntake.OutputException.class)
        .hasMessage("0001.png of 40x30 pixels is said to have 1099511627776 bytes");
    assertThat(fetched).hasValue(0);
  }

  @Test
  void whatArrivesChangedIsRefused() {
    assertThatThrownBy(() -> take("0001.png", 1, new byte[] {8}))
        .isInstanceOf(IOException.class)
        .hasMessage("a picture arrived changed");
    assertThat(fetched).hasValue(1);
  }
}
