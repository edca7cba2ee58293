package org.networkrender.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;

class FrameLedgerTest {
  private static final Sha256 JOB = Sha256.of(new byte[] {1});
  private static final Sha256 PICTURE = Sha256.of(new byte[] {2});

  @TempDir Path directory;

  @Test
  void whatWasRecordedIsThereAfterwards() throws Exception {
    Path file = directory.resolve("frames.mv");
    Map<String, Sha256> pictures = Map.of("a name_0007_L.png", PICTURE, "b.png", JOB);
    try (FrameLedger ledger = FrameLedger.open(file)) {
      ledger.record(7, "a.png", JOB, pictures);
    }
    try (FrameLedger ledger = FrameLedger.open(file)) {
      assertThat(ledger.find(7, "a.png")).isEqualTo(new FrameLedger.Entry(JOB, pictures));
      assertThat(ledger.find(8, "a.png")).isNull();
      assertThat(ledger.find(7, "b.png")).isNull();
    }
  }

  /** A copy of the file taken while it is open is what a kill at that moment leaves. */
  @Test
  void whatWasRecordedIsThereAfterAKill() throws Exception {
    Path file = directory.resolve("frames.mv");
    Path left = directory.resolve("left.mv");
    try (FrameLedger ledger = FrameLedger.open(file)) {
      for (int frame = 1; frame <= 20; frame++) {
        ledger.record(frame, "x.png", JOB, Map.of("x.png", PICTURE));
      }
      Files.copy(file, left);
    }
    try (FrameLedger ledger = FrameLedger.open(left)) {
      for (int frame = 1; frame <= 20; frame++) {
        assertThat(ledger.find(frame, "x.png")).as("frame %d", frame).isNotNull();
      }
    }
  }

  @Test
  void brokenFileIsPutAside() throws Exception {
    Path file = directory.resolve("frames.mv");
    byte[] junk = new byte[20_000];
    new Random(1).nextBytes(junk);
    Files.write(file, junk);
    try (FrameLedger ledger = FrameLedger.open(file)) {
      assertThat(ledger.find(1, "x.png")).isNull();
    }
    assertThat(directory.resolve("frames.mv.broken")).exists();
  }

  @Test
  void secondOwnerIsRefused() throws Exception {
    Path file = directory.resolve("frames.mv");
    try (FrameLedger first = FrameLedger.open(file)) {
      assertThat(first.find(1, "x.png")).isNull();
      assertThatThrownBy(() -> FrameLedger.open(file))
          .isInstanceOf(RenderException.class)
          .hasMessageContaining("in use");
    }
  }
}
