package org.networkrender.core.assets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;

/** Small contents that come together. */
@Timeout(60)
class BundledContentsTest {
  private static final List<String> TEXTS = List.of("one", "", "three", "four", "");

  private static final Guest GUEST = new Guest("a link", "its host");

  @TempDir Path directory;
  private final AtomicLong free = new AtomicLong(1 << 20);
  private final List<List<Blob>> asked = new ArrayList<>();
  private ContentStore store;

  @BeforeEach
  void open() throws Exception {
    store =
        new ContentStore(
            directory, 1 << 20, 0, InstantSource.system(), Directories.REAL, free::get);
  }

  private static Blob blob(String text) {
    return new Blob(Sha256.of(text.getBytes(UTF_8)), text.getBytes(UTF_8).length);
  }

  private static List<Blob> blobs() {
    return TEXTS.stream().map(BundledContentsTest::blob).distinct().toList();
  }

  /** Sends a text in pieces of two bytes. */
  private ContentSource sending(String text) {
    return source(
        sink -> {
          byte[] bytes = text.getBytes(UTF_8);
          for (int i = 0; i < bytes.length; i += 2) {
            sink.write(ByteBuffer.wrap(bytes, i, Math.min(2, bytes.length - i)));
          }
        });
  }

  /** What a source does. */
  private interface Sending {
    void into(WritableByteChannel sink) throws IOException, InterruptedException;
  }

  private ContentSource source(Sending sending) {
    return new ContentSource() {
      @Override
      public void fetch(Sha256 content, long offset, long bytes, WritableByteChannel sink) {
        throw new AssertionError("all come at once");
      }

      @Override
      public void fetch(List<Blob> contents, WritableByteChannel sink)
          throws IOException, InterruptedException {
        asked.add(contents);
        sending.into(sink);
      }
    };
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("whole"))) {
      return files.toList();
    }
  }

  private void nothingHalfWritten() {
    assertThat(directory.resolve("partial")).isEmptyDirectory();
  }

  @Test
  void allComeInOneTransferAndAreNotFetchedAgain() throws Exception {
    List<ContentStore.Hold> holds = store.obtain(blobs(), GUEST, sending("onethreefour"));
    assertThat(holds).hasSize(4);
    for (String text : TEXTS) {
      assertThat(holds)
          .anySatisfy(
              hold -> {
                assertThat(hold.content()).isEqualTo(blob(text).content());
                assertThat(hold.file()).hasContent(text);
              });
    }
    holds.forEach(ContentStore.Hold::close);
    store.obtain(blobs(), GUEST, sending("")).forEach(ContentStore.Hold::close);
    assertThat(asked).hasSize(1);
    nothingHalfWritten();
  }

  @Test
  void onlyWhatIsMissingIsAskedFor() throws Exception {
    store.obtain(List.of(blob("three")), GUEST, sending("three")).forEach(ContentStore.Hold::close);
    store.obtain(blobs(), GUEST, sending("onefour")).forEach(ContentStore.Hold::close);
    assertThat(asked.get(1)).containsExactly(blob("one"), blob(""), blob("four"));
  }

  @Test
  void aWrongContentIsNotKeptAndWhatCameBeforeIs() throws Exception {
    assertThatThrownBy(() -> store.obtain(blobs(), GUEST, sending("onethrEefour")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not the file that was announced");
    assertThat(store.find(blob("one").content(), 3)).isPresent();
    assertThat(store.find(blob("three").content(), 5)).isEmpty();
    assertThat(store.find(blob("four").content(), 4)).isEmpty();
    nothingHalfWritten();
  }

  @Test
  void lessOrMoreThanWasAnnouncedIsRefused() throws Exception {
    for (String text : List.of("onethreefou", "onethreefour!")) {
      assertThatThrownBy(() -> store.obtain(blobs(), new Guest(text, text), sending(text)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("than what was announced");
      kept().forEach(file -> assertThat(file.toFile().delete()).isTrue());
    }
    nothingHalfWritten();
  }

  @Test
  void aBrokenTransferKeepsWhatIsWhole() throws Exception {
    assertThatThrownBy(
            () ->
                store.obtain(
                    blobs(),
                    GUEST,
                    source(
                        sink -> {
                          sink.write(ByteBuffer.wrap("onethr".getBytes(UTF_8)));
                          throw new IOException("the connection has ended");
                        })))
        .hasMessageContaining("ended");
    nothingHalfWritten();
    store.obtain(blobs(), GUEST, sending("threefour")).forEach(ContentStore.Hold::close);
    assertThat(asked.get(1)).containsExactly(blob("three"), blob("four"));
  }

  @Test
  void onAFullDiskNothingRemains() throws Exception {
    free.set(4);
    assertThatThrownBy(() -> store.obtain(blobs(), GUEST, sending("onethreefour")))
        .isInstanceOf(NoRoomException.class);
    assertThat(kept()).extracting(Path::getFileName).hasSize(2);
    nothingHalfWritten();
  }

  @Test
  void onAFullDiskNothingRemainsOfALargeContentEither() throws Exception {
    free.set(100_000);
    byte[] large = new byte[1 << 20];
    for (String words : List.of("", "No space left on device")) {
      assertThatThrownBy(
              () ->
                  store.obtain(
                      Sha256.of(large),
                      large.length,
                      GUEST,
                      (content, offset, bytes, sink) -> {
                        sink.write(ByteBuffer.wrap(large, 0, 50_000));
                        if (!words.isEmpty()) {
                          throw new IOException(words);
                        }
                        sink.write(ByteBuffer.wrap(large, 50_000, 500_000));
                      }))
          .isInstanceOf(IOException.class);
      nothingHalfWritten();
    }
  }

  /** Two jobs of one client want the same contents in another order. */
  @Test
  void whatAnotherThreadFetchesIsWaitedForAndNotFetchedTwice() throws Exception {
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    CompletableFuture<List<ContentStore.Hold>> first =
        CompletableFuture.supplyAsync(
            () ->
                obtain(
                    List.of(blob("one"), blob("three")),
                    source(
                        sink -> {
                          fetching.countDown();
                          second.await();
                          sink.write(ByteBuffer.wrap("onethree".getBytes(UTF_8)));
                        })));
    fetching.await();
    List<ContentStore.Hold> holds =
        obtain(
            List.of(blob("three"), blob("four"), blob("one")),
            source(
                sink -> {
                  sink.write(ByteBuffer.wrap("four".getBytes(UTF_8)));
                  second.countDown();
                }));
    assertThat(holds).hasSize(3);
    assertThat(first.get(30, TimeUnit.SECONDS)).hasSize(2);
    assertThat(asked).containsExactly(List.of(blob("one"), blob("three")), List.of(blob("four")));
  }

  private List<ContentStore.Hold> obtain(List<Blob> contents, ContentSource source) {
    try {
      return store.obtain(contents, GUEST, source);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
