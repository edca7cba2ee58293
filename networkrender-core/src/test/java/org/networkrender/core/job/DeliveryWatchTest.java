package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.junit.jupiter.api.Test;

class DeliveryWatchTest {
  private static final long PATIENCE = DeliveryWatch.PATIENCE.toNanos();

  private long now = -PATIENCE;
  private final DeliveryWatch watch = new DeliveryWatch(() -> now);

  @Test
  void silenceIsTooLongAfterAWhile() {
    long asked = now;
    now += PATIENCE;
    assertThat(watch.isOverdue(now, asked)).isFalse();
    assertThat(watch.isOverdue(now + 1, asked)).isTrue();
  }

  @Test
  void anyByteOfTheLinkCounts() throws Exception {
    long asked = now;
    WritableByteChannel sink = watch.watch(Channels.newChannel(new ByteArrayOutputStream()));
    now += PATIENCE;
    sink.write(ByteBuffer.wrap(new byte[1]));
    now += PATIENCE;
    assertThat(watch.isOverdue(now, asked)).isFalse();
    assertThat(watch.isOverdue(now + 1, asked)).isTrue();
  }

  /** Between two files one is checked, which may take long and is not the worker's time. */
  @Test
  void whatWasAskedForJustNowIsWaitedFor() {
    now += 10 * PATIENCE;
    assertThat(watch.isOverdue(now, now)).isFalse();
  }
}
