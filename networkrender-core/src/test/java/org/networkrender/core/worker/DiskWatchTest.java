package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DiskWatchTest {
  private static final long MEGABYTE = 1 << 20;
  private static final long RESERVE = 100 * MEGABYTE;

  private long usable = 200 * MEGABYTE;
  private long cached;
  private boolean broken;
  private final DiskWatch watch = new DiskWatch(this::room, this::giveUp, "/cache", RESERVE);

  private long room() throws IOException {
    if (broken) {
      throw new IOException("stale handle");
    }
    return usable;
  }

  private void giveUp(long bytes) {
    long given = Math.min(bytes, cached);
    cached -= given;
    usable += given;
  }

  private String reason() {
    watch.look();
    return watch.reasonToRest().orElse("");
  }

  @Test
  void aNearlyFullDiskIsAReasonToRestUntilThereIsClearlyRoomAgain() {
    assertThat(reason()).isEmpty();
    usable = RESERVE;
    assertThat(reason()).isEmpty();
    usable = RESERVE - 1;
    assertThat(reason())
        .isEqualTo("the disk with /cache is nearly full: 100.0 MiB are free, 125.0 MiB are wanted");
    usable = RESERVE + MEGABYTE;
    assertThat(reason()).as("not at once").isNotEmpty();
    usable = RESERVE + RESERVE / 4;
    assertThat(reason()).isEmpty();
    usable = RESERVE;
    assertThat(reason()).isEmpty();
  }

  @Test
  void theCacheGoesFirst() {
    cached = 60 * MEGABYTE;
    usable = 50 * MEGABYTE;
    assertThat(reason()).isEmpty();
    assertThat(usable).isEqualTo(RESERVE);
    assertThat(cached).as("no more than is needed").isEqualTo(10 * MEGABYTE);
    usable = 50 * MEGABYTE;
    assertThat(reason()).isNotEmpty();
    assertThat(cached).isZero();
  }

  @Test
  void aDiskThatCannotBeAskedChangesNothing() {
    broken = true;
    assertThat(reason()).isEmpty();
    broken = false;
    usable = 0;
    assertThat(reason()).contains("0.0 MiB are free");
    broken = true;
    assertThat(reason()).isNotEmpty();
  }
}
