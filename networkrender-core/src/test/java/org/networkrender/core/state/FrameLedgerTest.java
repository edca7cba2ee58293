package org.networkrender.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  /** Notes that it was read from a file as an object. */
  private static final class Bomb implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final AtomicInteger READ = new AtomicInteger();

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      READ.incrementAndGet();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".text"})
  void noObjectIsReadFromTheFile(String kind) throws Exception {
    Path file = directory.resolve("frames.mv");
    try (MVStore store = MVStore.open(file.toString())) {
      for (String name : List.of("pictures", "parts", "cuts")) {
        store.openMap(name + kind).put("1 x.png", new Bomb());
      }
    }
    try (FrameLedger ledger = FrameLedger.open(file)) {
      assertThat(ledger.find(1, "x.png")).isNull();
      assertThat(ledger.parts().names()).isEmpty();
    }
    assertThat(Bomb.READ).hasValue(0);
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

  /** Whatever a disk did to the file: what is found is what was written, or it is not found. */
  @Test
  void aDamagedFileGivesNoWrongAnswer() throws Exception {
    Path file = directory.resolve("frames.mv");
    try (FrameLedger ledger = FrameLedger.open(file)) {
      for (int frame = 1; frame <= 60; frame++) {
        ledger.record(frame, "x.png", JOB, Map.of("x.png", content(frame)));
      }
    }
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    int noticed = 0;
    int found = 0;
    for (int round = 0; round < 150; round++) {
      byte[] bytes = whole.clone();
      int from = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - from, 1 << random.nextInt(14));
      byte[] junk = new byte[length];
      if (round % 3 != 0) {
        random.nextBytes(junk);
      }
      System.arraycopy(junk, 0, bytes, from, length);
      Path damaged = Files.write(directory.resolve("damaged" + round), bytes);
      try (FrameLedger ledger = FrameLedger.open(damaged)) {
        noticed += ledger.problem().isEmpty() ? 0 : 1;
        for (int frame = 1; frame <= 60; frame++) {
          FrameLedger.Entry entry = ledger.find(frame, "x.png");
          if (entry != null) {
            found++;
            assertThat(entry)
                .isEqualTo(new FrameLedger.Entry(JOB, Map.of("x.png", content(frame))));
          }
        }
        ledger.record(61, "x.png", JOB, Map.of("x.png", PICTURE));
        assertThat(ledger.find(61, "x.png")).isNotNull();
      }
    }
    assertThat(noticed).isPositive();
    assertThat(found).isPositive();
  }

  private static Sha256 content(int frame) {
    return Sha256.of(new byte[] {(byte) frame, 9});
  }
}
