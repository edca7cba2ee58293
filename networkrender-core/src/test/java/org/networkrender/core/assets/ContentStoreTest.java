package org.networkrender.core.assets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.Sha256;

class ContentStoreTest {
  private static final Guest GUEST = new Guest("a link", "its host");

  @TempDir Path directory;
  private final List<Long> offsets = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private ContentStore store;

  @BeforeEach
  void open() throws Exception {
    store = new ContentStore(directory, 100, () -> now);
  }

  @Test
  void contentIsFetchedOnceAndKept() throws Exception {
    obtain("hello").close();
    try (ContentStore.Hold hold = obtain("hello")) {
      assertThat(hold.file()).hasContent("hello");
    }
    assertThat(offsets).containsExactly(0L);
  }

  @Test
  void brokenTransferIsResumedWhereItStopped() throws Exception {
    breakOff("hello world", () -> {});
    obtain("hello world").close();
    assertThat(offsets).containsExactly(5L);
  }

  @Test
  void otherContentThanAnnouncedIsRefusedAndFetchedAnew() throws Exception {
    byte[] content = "hello".getBytes(UTF_8);
    assertThatThrownBy(
            () ->
                store.obtain(
                    Sha256.of(content),
                    5,
                    GUEST,
                    (name, offset, bytes, sink) -> write(sink, "wrong".getBytes(UTF_8))))
        .isInstanceOf(IOException.class);
    obtain("hello").close();
    assertThat(offsets).containsExactly(0L);
  }

  @Test
  void cachedFileThatSomebodyChangedIsFetchedAgain() throws Exception {
    try (ContentStore.Hold hold = obtain("hello")) {
      Files.writeString(hold.file(), "hullo");
    }
    try (ContentStore.Hold hold = obtain("hello")) {
      assertThat(hold.file()).hasContent("hello");
    }
    assertThat(offsets).hasSize(2);
  }

  @Test
  void oldestGoesFirstButNeverWhatIsInUse() throws Exception {
    Files.writeString(directory.resolve("whole").resolve(".DS_Store"), "a file browser was here");
    ContentStore.Hold used = obtain("a".repeat(40));
    now = now.plusSeconds(1);
    Path old;
    try (ContentStore.Hold hold = obtain("b".repeat(40))) {
      old = hold.file();
    }
    now = now.plusSeconds(1);
    obtain("c".repeat(40)).close();

    assertThat(used.file()).exists();
    assertThat(old).doesNotExist();
  }

  /** As when another transfer makes room at the same moment: it is listed, and not there. */
  @Test
  void whatIsGoneWhenItIsCountedTakesNoRoom() throws Exception {
    Files.createSymbolicLink(
        directory.resolve("whole").resolve("0".repeat(64)), directory.resolve("gone"));
    try (ContentStore.Hold hold = obtain("hello")) {
      assertThat(hold.file()).hasContent("hello");
    }
  }

  /** Who announced a content first may never send it. */
  @Test
  void nobodyWaitsForWhatAnotherHasAnnounced() throws Exception {
    CountDownLatch silent = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    byte[] content = "hello".getBytes(UTF_8);
    Thread rogue =
        new Thread(
            () -> {
              try {
                store.obtain(
                    Sha256.of(content),
                    5,
                    new Guest("rogue", "its host"),
                    (name, offset, bytes, sink) -> {
                      begun.countDown();
                      silent.await();
                      throw new IOException("never sent");
                    });
              } catch (IOException | InterruptedException e) {
                // As it must be: it has sent nothing.
                begun.countDown();
              }
            });
    rogue.start();
    begun.await();

    CompletableFuture<ContentStore.Hold> honest =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return obtain("hello");
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            });

    try (ContentStore.Hold hold = honest.get(60, TimeUnit.SECONDS)) {
      silent.countDown();
      rogue.join();
      assertThat(hold.file()).hasContent("hello");
    } finally {
      silent.countDown();
    }
    assertThat(directory.resolve("partial")).isDirectoryNotContaining("glob:**-*");
  }

  @Test
  void whatIsAnnouncedAndDoesNotComeCostsNothing() throws Exception {
    obtain("kept").close();
    assertThatThrownBy(
            () ->
                store.obtain(
                    Sha256.of("huge".getBytes(UTF_8)),
                    10L << 40,
                    GUEST,
                    (name, offset, bytes, sink) -> {
                      write(sink, "some".getBytes(UTF_8));
                      throw new IOException("the link broke");
                    }))
        .hasMessage("the link broke");
    obtain("kept").close();
    assertThat(offsets).as("it was fetched once").hasSize(1);
  }

  @Test
  void whatWasBegunCountsAndGoesFirst() throws Exception {
    breakOff("hello world", () -> {});
    obtain("a".repeat(60)).close();
    obtain("b".repeat(40)).close();

    assertThat(directory.resolve("partial")).isEmptyDirectory();
    obtain("a".repeat(60)).close();
    assertThat(offsets).as("nothing else had to go").hasSize(2);
  }

  private ContentStore.Hold obtain(String text) throws Exception {
    byte[] content = text.getBytes(UTF_8);
    return store.obtain(
        Sha256.of(content),
        content.length,
        GUEST,
        (name, offset, bytes, sink) -> {
          offsets.add(offset);
          write(sink, ByteBuffer.wrap(content, (int) offset, content.length - (int) offset));
        });
  }

  /** What happens while a content is fetched. */
  private interface Incident {
    void happen() throws IOException;
  }

  /** Begins to fetch a content; after five bytes something happens, and then the link breaks. */
  private void breakOff(String text, Incident incident) {
    byte[] content = text.getBytes(UTF_8);
    assertThatThrownBy(
            () ->
                store.obtain(
                    Sha256.of(content),
                    content.length,
                    GUEST,
                    (name, offset, bytes, sink) -> {
                      sink.write(ByteBuffer.wrap(content, 0, 5));
                      incident.happen();
                      throw new IOException("the link broke");
                    }))
        .hasMessage("the link broke");
  }

  private static void write(WritableByteChannel sink, byte[] bytes) throws IOException {
    write(sink, ByteBuffer.wrap(bytes));
  }

  private static void write(WritableByteChannel sink, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      sink.write(bytes);
    }
  }

  @Test
  void givesUpWhatItDoesNotUseOldestFirstAndNoMoreThanIsWanted() throws Exception {
    for (String content : List.of("first", "used!", "third", "fourth")) {
      now = now.plusSeconds(1);
      obtain(content).close();
    }
    try (ContentStore.Hold used = obtain("used!")) {
      assertThat(store.giveUp(6)).isEqualTo(10);
      assertThat(used.file()).hasContent("used!");
      offsets.clear();
      obtain("fourth").close();
      assertThat(offsets).as("was kept").isEmpty();
      assertThat(store.giveUp(1000)).isEqualTo(6);
      assertThat(used.file()).hasContent("used!");
      assertThat(store.giveUp(1000)).isZero();
    }
    obtain("first").close();
    assertThat(offsets).containsExactly(0L);
  }

  @Test
  void givesUpBegunTransfersFirst() throws Exception {
    obtain("whole").close();
    breakOff("begun and broken", () -> assertThat(store.giveUp(1)).as("in use").isEqualTo(5));
    assertThat(store.giveUp(1)).isEqualTo(5);
    offsets.clear();
    obtain("begun and broken").close();
    assertThat(offsets).containsExactly(0L);
  }
}
