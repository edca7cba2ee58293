package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.networkrender.core.job.DeliveryWatch.Delivery;
import org.networkrender.core.pool.LinkTraffic;

class DeliveryWatchTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int PATIENCE = (int) DeliveryWatch.PATIENCE.toSeconds();
  private static final int LEAST = (int) DeliveryWatch.LEAST_BYTES;

  private final LinkTraffic traffic = new LinkTraffic();
  private long now = -7 * SECOND;
  private final DeliveryWatch watch = new DeliveryWatch(traffic, now);

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += SECOND;
      watch.look(now);
    }
  }

  private WritableByteChannel sink(long bytes) {
    return traffic.expect(bytes).count(Channels.newChannel(new ByteArrayOutputStream()));
  }

  private static void write(WritableByteChannel sink, int bytes) throws IOException {
    sink.write(ByteBuffer.wrap(new byte[bytes]));
  }

  @Test
  void silenceIsTooLongAfterAWhile() {
    Delivery delivery = watch.expect(1000);
    pass(PATIENCE);
    assertThat(watch.fault(delivery)).isEmpty();
    pass(1);
    assertThat(watch.fault(delivery))
        .hasValue("it has announced its pictures and has sent nothing of them for 30 s");
  }

  @Test
  void aByteNowAndThenIsNotEnough() throws Exception {
    Delivery delivery = watch.expect(LEAST);
    WritableByteChannel sink = sink(LEAST);
    pass(PATIENCE - 1);
    write(sink, 1);
    pass(1);
    assertThat(watch.fault(delivery)).isEmpty();
    pass(1);
    assertThat(watch.fault(delivery))
        .hasValue("it has announced its pictures and has sent only 1 bytes of them for 30 s");
  }

  @Test
  void whatComesAtTheLeastRateIsWaitedFor() throws Exception {
    Delivery delivery = watch.expect(100L * LEAST);
    WritableByteChannel sink = sink(100L * LEAST);
    for (int i = 0; i < 100; i++) {
      pass(PATIENCE - 1);
      write(sink, LEAST);
      pass(1);
      assertThat(watch.fault(delivery)).isEmpty();
    }
    pass(PATIENCE + 1);
    assertThat(watch.fault(delivery)).isPresent();
  }

  /** Between two files one is checked, which may take long and is not the worker's time. */
  @Test
  void whatWasAskedForJustNowIsWaitedFor() {
    pass(10 * PATIENCE);
    Delivery delivery = watch.expect(1000);
    pass(PATIENCE);
    assertThat(watch.fault(delivery)).isEmpty();
  }

  @Test
  void timeInWhichThisProgramStoodStillDoesNotCount() {
    Delivery delivery = watch.expect(1000);
    now += 3600 * SECOND;
    watch.look(now);
    pass(PATIENCE - (int) DeliveryWatch.LONGEST_STEP.toSeconds());
    assertThat(watch.fault(delivery)).isEmpty();
    pass(1);
    assertThat(watch.fault(delivery)).isPresent();
  }

  @Test
  void aSlowDiskHereIsNoFaultOfTheWorker() throws Exception {
    Delivery delivery = watch.expect(1000);
    WritableByteChannel slow =
        traffic
            .expect(1000)
            .count(
                new WritableByteChannel() {
                  @Override
                  public int write(ByteBuffer source) {
                    pass(10 * PATIENCE);
                    return 0;
                  }

                  @Override
                  public boolean isOpen() {
                    return true;
                  }

                  @Override
                  public void close() {}
                });
    slow.write(ByteBuffer.allocate(1));
    pass(PATIENCE);
    assertThat(watch.fault(delivery)).isEmpty();
    pass(1);
    assertThat(watch.fault(delivery)).isPresent();
  }

  /** It renders on for this farm, and holds one frame of it. */
  @Test
  void whoSendsEverythingElseIsNotWaitedFor() throws Exception {
    Delivery held = watch.expect(1 << 20);
    LinkTraffic.Transfer unused = traffic.expect(1 << 20);
    long enough = (1 << 20) * (DeliveryWatch.OVERTAKERS + 1) + DeliveryWatch.SLACK_BYTES;
    int others = (int) (enough >> 20);
    for (int i = 0; i < others; i++) {
      write(sink(1 << 20), 1 << 20);
      pass(1);
      assertThat(watch.fault(held)).as("after %d others", i).isEmpty();
    }
    write(sink(1 << 20), 1 << 20);
    pass(1);
    assertThat(watch.fault(held))
        .hasValue("it has announced a picture and sends all others in its place");
  }
}
