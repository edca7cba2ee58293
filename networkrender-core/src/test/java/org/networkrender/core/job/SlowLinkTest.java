package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.networkrender.core.job.DeliveryWatch.Delivery;
import org.networkrender.core.pool.LinkTraffic;

/** An honest worker behind a slow link is never blamed, whoever of its pictures comes first. */
class SlowLinkTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int PICTURE = 60_000_000;

  /** So many transfers are open at once; the next ones wait for their turn. */
  private static final int OPEN = 16;

  /** How transfers that are open share the rate. */
  enum Sharing {
    EQUALLY,
    IN_TURNS,
    ONE_AFTER_THE_OTHER,
    BY_CHANCE,
    OLDEST_LAST
  }

  private final LinkTraffic traffic = new LinkTraffic();
  private long now = 5 * SECOND;
  private final DeliveryWatch watch = new DeliveryWatch(traffic, now);
  private final List<Picture> asked = new ArrayList<>();
  private final Random random = new Random(7);
  private int delivered;
  private int turn;

  /** What a link has yet to send. */
  private final class Picture {
    private final Delivery delivery;
    private final LinkTraffic.Transfer transfer;
    private final WritableByteChannel sink;
    private int left;

    Picture(int bytes) {
      left = bytes;
      delivery = watch.expect(bytes);
      transfer = traffic.expect(bytes);
      sink = transfer.count(new Nowhere());
    }

    void send(int bytes) throws IOException {
      int part = Math.min(left, bytes);
      sink.write(ByteBuffer.allocate(part));
      left -= part;
      if (left == 0) {
        transfer.end();
        asked.remove(this);
        delivered++;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200000, 8, EQUALLY",
    "200000, 8, IN_TURNS",
    "200000, 8, ONE_AFTER_THE_OTHER",
    "200000, 8, BY_CHANCE",
    "200000, 8, OLDEST_LAST",
    "200000, 40, EQUALLY",
    "200000, 40, IN_TURNS",
    "200000, 40, ONE_AFTER_THE_OTHER",
    "200000, 40, BY_CHANCE",
    "20000, 4, EQUALLY",
    "20000, 4, IN_TURNS"
  })
  void nobodyIsBlamedForASharedRate(int bytesPerSecond, int pictures, Sharing sharing)
      throws Exception {
    for (int i = 0; i < pictures; i++) {
      asked.add(new Picture(PICTURE));
    }
    // What is rendered meanwhile comes behind those, again and again.
    for (int left = pictures; delivered < 2 * pictures; ) {
      tick(bytesPerSecond, sharing);
      if (asked.size() < pictures && left > 0) {
        left--;
        asked.add(new Picture(PICTURE));
      }
    }
    assertThat(asked).isEmpty();
  }

  /** Small pictures pass by beside large ones. */
  @Test
  void largePicturesAmongSmallOnesAreWaitedFor() throws Exception {
    for (int second = 0; second < 4_000; second++) {
      if (asked.size() < 40) {
        asked.add(new Picture(second % 10 == 0 ? PICTURE : 50_000));
      }
      tick(200_000, Sharing.EQUALLY);
    }
    assertThat(delivered).isGreaterThan(100);
  }

  private void tick(int bytes, Sharing sharing) throws IOException {
    List<Picture> open = List.copyOf(asked.subList(0, Math.min(OPEN, asked.size())));
    switch (sharing) {
      case EQUALLY -> {
        for (Picture picture : open) {
          picture.send(bytes / open.size());
        }
      }
      // Each has the link for a while.
      case IN_TURNS -> open.get(turn++ / 40 % open.size()).send(bytes);
      case ONE_AFTER_THE_OTHER -> open.get(0).send(bytes);
      case BY_CHANCE -> open.get(random.nextInt(open.size())).send(bytes);
      case OLDEST_LAST -> open.get(open.size() - 1).send(bytes);
    }
    now += SECOND;
    watch.look(now);
    for (Picture picture : asked) {
      assertThat(watch.fault(picture.delivery)).as("after %d pictures", delivered).isEmpty();
    }
  }

  private static final class Nowhere implements WritableByteChannel {
    @Override
    public int write(ByteBuffer source) {
      return source.remaining();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
