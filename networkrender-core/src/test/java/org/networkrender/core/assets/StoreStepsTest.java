package org.networkrender.core.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.Sha256;

/** What a store does for each content does not grow with the number of contents. */
class StoreStepsTest {
  private static final int FILES = 300;
  private static final int BYTES = 100;

  private static final Guest GUEST = new Guest("a link", "its host");

  @TempDir Path directory;
  private final AtomicInteger listings = new AtomicInteger();

  @Test
  void theDirectoriesAreListedOnceHoweverManyContentsComeAndGo() throws Exception {
    Directories counted =
        place -> {
          listings.incrementAndGet();
          return Directories.REAL.list(place);
        };
    // There is room for half of them, so that each of the others makes one go.
    ContentStore store =
        new ContentStore(
            directory, FILES / 2 * BYTES, 0, InstantSource.system(), counted, () -> Long.MAX_VALUE);
    for (int i = 0; i < FILES; i++) {
      byte[] content = new byte[BYTES];
      ByteBuffer.wrap(content).putInt(i);
      store
          .obtain(
              Sha256.of(content),
              BYTES,
              GUEST,
              (name, offset, bytes, sink) -> sink.write(ByteBuffer.wrap(content)))
          .close();
    }
    assertThat(listings).hasValue(2);
    assertThat(Directories.REAL.list(directory.resolve("whole"))).hasSize(FILES / 2);
    ContentStore later =
        new ContentStore(
            directory, FILES / 2 * BYTES, 0, InstantSource.system(), counted, () -> Long.MAX_VALUE);
    assertThat(later.giveUp(Long.MAX_VALUE)).isEqualTo(FILES / 2 * BYTES);
    assertThat(listings).hasValue(4);
  }
}
