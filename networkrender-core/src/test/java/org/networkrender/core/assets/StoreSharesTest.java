package org.networkrender.core.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;

/** On a disk of few bytes: what is to stay free stays free, and no host takes all of the rest. */
class StoreSharesTest {
  private static final int DISK = 1000;
  private static final int KEPT_FREE = 200;

  /** Of the 800 bytes that there are for contents one host leaves the eighth part. */
  private static final int MOST_OF_ONE = 700;

  private static final Guest HOG = new Guest("its link", "a hog's machine");
  private static final Guest HONEST = new Guest("another link", "another machine");

  @TempDir Path directory;
  @TempDir Path links;
  private ContentStore store;
  private int contents;

  /** What others have on that disk. */
  private long foreign;

  @BeforeEach
  void open() throws Exception {
    store = open(Long.MAX_VALUE);
  }

  private ContentStore open(long limit) throws IOException {
    return new ContentStore(
        directory, limit, KEPT_FREE, InstantSource.system(), Directories.REAL, this::free);
  }

  private long free() throws IOException {
    long used = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        used += Files.size(file);
      }
    }
    return DISK - foreign - used;
  }

  private byte[] content(int bytes) {
    return ByteBuffer.allocate(bytes).putInt(contents++).array();
  }

  private ContentStore.Hold obtain(Guest guest, byte[] content)
      throws IOException, InterruptedException {
    return store.obtain(
        Sha256.of(content),
        content.length,
        guest,
        (name, offset, bytes, sink) -> {
          ByteBuffer left = ByteBuffer.wrap(content, (int) offset, content.length - (int) offset);
          while (left.hasRemaining()) {
            sink.write(left.limit(Math.min(left.position() + 10, content.length)));
            left.limit(content.length);
          }
        });
  }

  private void refused(Guest guest, byte[] content) {
    assertThatThrownBy(() -> obtain(guest, content)).isInstanceOf(NoRoomException.class);
  }

  @Test
  void oneHostLeavesRoomForOthersAndWhatIsToStayFree() throws Exception {
    obtain(HOG, content(MOST_OF_ONE));
    refused(HOG, content(10));
    obtain(HONEST, content(80)).close();
    assertThat(free()).isGreaterThanOrEqualTo(KEPT_FREE);
  }

  @Test
  void theOwnProgramMayTakeAllButWhatIsToStayFree() throws Exception {
    Guest own = new Guest("its link", null);
    refused(own, content(DISK - KEPT_FREE + 1));
    obtain(own, content(DISK - KEPT_FREE));
    refused(HONEST, content(4));
  }

  @Test
  void oneContentMoreThanItsShareIsRefusedAndGone() throws Exception {
    refused(HOG, content(MOST_OF_ONE + 10));
    assertThat(free()).isEqualTo(DISK);
    obtain(HOG, content(MOST_OF_ONE)).close();
  }

  @Test
  void manySmallOnesThatComeTogetherCountAsWell() throws Exception {
    List<Blob> blobs = new ArrayList<>();
    ByteBuffer all = ByteBuffer.allocate(MOST_OF_ONE + 100);
    while (all.hasRemaining()) {
      byte[] each = content(100);
      blobs.add(new Blob(Sha256.of(each), each.length));
      all.put(each);
    }
    assertThatThrownBy(() -> store.obtain(blobs, HOG, sending(all.array())))
        .isInstanceOf(NoRoomException.class);
    // Those that came are kept as long as nobody needs their room, and he does.
    obtain(HONEST, content(MOST_OF_ONE)).close();
  }

  private static ContentSource sending(byte[] all) {
    return new ContentSource() {
      @Override
      public void fetch(Sha256 content, long offset, long bytes, WritableByteChannel sink) {
        throw new AssertionError("all come at once");
      }

      @Override
      public void fetch(List<Blob> blobs, WritableByteChannel sink) throws IOException {
        sink.write(ByteBuffer.wrap(all));
      }
    };
  }

  /** A worker that rests for that has its files when it goes on. */
  @Test
  void whereOthersHaveFilledTheDiskALittleStillComes() throws Exception {
    int little = KEPT_FREE / 2;
    foreign = DISK - KEPT_FREE + 4;
    refused(HOG, content(little + 1));
    obtain(HOG, content(little));
    refused(HOG, content(4));
    obtain(HONEST, content(little - 4)).close();
    refused(new Guest("its link", null), content(KEPT_FREE));
    obtain(new Guest("its link", null), content(20)).close();
  }

  @Test
  void whatAHostHoldsTwiceCountsOnce() throws Exception {
    byte[] content = content(400);
    ContentStore.Hold first = obtain(HOG, content);
    ContentStore.Hold second = obtain(new Guest("a third link", HOG.host()), content);
    obtain(HOG, content(300)).close();
    first.close();
    refused(HOG, content(310));
    second.close();
    obtain(HOG, content(310)).close();
  }

  @Test
  void whatWasThereAlreadyCountsForWhoHoldsIt() throws Exception {
    byte[] first = content(350);
    byte[] second = content(350);
    byte[] third = content(70);
    obtain(HONEST, first).close();
    obtain(HONEST, second).close();
    obtain(HONEST, third).close();
    obtain(HOG, first);
    obtain(HOG, second);
    refused(HOG, third);
    obtain(HONEST, third).close();
  }

  @Test
  void whatNobodyUsesMakesRoomOnAFullDisk() throws Exception {
    for (int i = 0; i < 8; i++) {
      obtain(HONEST, content(100)).close();
    }
    assertThat(free()).isEqualTo(KEPT_FREE);
    obtain(HONEST, content(300)).close();
    assertThat(free()).isEqualTo(KEPT_FREE);
  }

  @Test
  void theStoreTellsWhatIsToSpare() throws Exception {
    assertThat(store.spareBytes()).isEqualTo(DISK - KEPT_FREE);
    ContentStore.Hold hold = obtain(HONEST, content(300));
    assertThat(store.spareBytes()).isEqualTo(DISK - KEPT_FREE - 300);
    hold.close();
    assertThat(store.spareBytes()).isEqualTo(DISK - KEPT_FREE);
  }

  /** As of a content that was sent to its last byte, and given up just before its end. */
  @Test
  void whatWasBegunBeforeCountsWhenItGoesOn() throws Exception {
    List<byte[]> begun = List.of(content(390), content(390));
    for (byte[] each : begun) {
      assertThatThrownBy(
              () ->
                  store.obtain(
                      Sha256.of(each),
                      each.length,
                      HOG,
                      (name, offset, bytes, sink) -> {
                        sink.write(ByteBuffer.wrap(each));
                        throw new InterruptedException();
                      }))
          .isInstanceOf(InterruptedException.class);
    }
    obtain(HOG, begun.get(0));
    refused(HOG, begun.get(1));
    obtain(HONEST, content(50)).close();
  }

  /** Links to one file are counted by file systems, and some have none. */
  @Test
  void aSecondPlaceThatIsACopyCountsAsLongAsTheContentIsHeld() throws Exception {
    Configuration withoutLinks =
        Configuration.unix().toBuilder().setSupportedFeatures(Feature.FILE_CHANNEL).build();
    try (FileSystem disk = Jimfs.newFileSystem(withoutLinks)) {
      directory = disk.getPath("/disk");
      store = open(Long.MAX_VALUE);
      byte[] content = content(300);
      ContentStore.Hold hold = obtain(HOG, content);
      hold.place(directory.resolve("job/one"));
      assertThat(directory.resolve("job/one")).hasBinaryContent(content);
      assertThatThrownBy(() -> hold.place(directory.resolve("job/two")))
          .isInstanceOf(NoRoomException.class);
      assertThat(directory.resolve("job/two")).doesNotExist();
      refused(HOG, content(110));
      Files.delete(directory.resolve("job/one"));
      hold.close();
      obtain(HOG, content(400)).close();
      assertThatThrownBy(() -> hold.place(directory.resolve("job/three")))
          .as("nobody holds it any more")
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aSecondPlaceThatIsALinkTakesNoRoom() throws Exception {
    ContentStore.Hold hold = obtain(HOG, content(MOST_OF_ONE));
    hold.place(links.resolve("one"));
    hold.place(links.resolve("two"));
    assertThat(links.resolve("two")).hasSameBinaryContentAs(hold.file());
    assertThatThrownBy(() -> hold.place(links.resolve("two")))
        .as("something is there")
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  /** The thread that writes what comes may be late: whoever wanted it was interrupted. */
  @Test
  void whatComesWhenNobodyWantsItAnyMoreTakesNoRoom() throws Exception {
    store = open(100);
    obtain(HONEST, content(60)).close();
    List<WritableByteChannel> late = new ArrayList<>();
    assertThatThrownBy(
            () ->
                store.obtain(
                    Sha256.of(content(90)),
                    90,
                    HOG,
                    (name, offset, bytes, sink) -> {
                      late.add(sink);
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> late.get(0).write(ByteBuffer.allocate(50)))
        .isInstanceOf(IOException.class);
    assertThat(store.giveUp(Long.MAX_VALUE)).as("what was there is still there").isEqualTo(60);
  }
}
