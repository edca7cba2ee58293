package org.networkrender.core.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.Sha256;

class UserFilesTest {
  @TempDir Path directory;
  private Path cache;
  private Path file;
  private final AtomicLong copied = new AtomicLong();
  private Instant now = Instant.now().plus(Duration.ofHours(1));
  private UserFiles files;

  @BeforeEach
  void open() throws Exception {
    cache = directory.resolve("cache");
    file = Files.writeString(directory.resolve("wood.png"), "wood");
    files = opened();
  }

  private UserFiles opened() {
    return new UserFiles(cache, () -> now, Runnable::run);
  }

  @AfterEach
  void close() {
    files.close();
  }

  private CopiedFiles job() throws IOException {
    return files.copies(copied::addAndGet);
  }

  private static Sha256 sha(String text) {
    return Sha256.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void whoWritesOnInPlaceChangesNothingOfTheJob() throws Exception {
    try (CopiedFiles job = job()) {
      FileIntake.Taken taken = job.take(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(java.nio.ByteBuffer.wrap(new byte[] {'g'}));
      }
      assertThat(file).hasContent("good");
      assertThat(taken.place()).hasContent("wood");
      assertThat(taken.content()).isEqualTo(sha("wood"));
    }
  }

  @Test
  void anUnchangedFileIsNotCopiedAgainByTheNextProgram() throws Exception {
    try (CopiedFiles job = job()) {
      assertThat(job.missingBytes(file)).isEqualTo(4);
      job.take(file);
    }
    files.close();
    files = opened();
    try (CopiedFiles job = job()) {
      assertThat(job.missingBytes(file)).isZero();
      assertThat(job.take(file).place()).hasContent("wood");
      assertThat(files.inPlace().take(file).content()).isEqualTo(sha("wood"));
    }
    assertThat(copied).hasValue(4);
  }

  @Test
  void aFileThatWasChangedAndHasItsSizeAndTimeAgainIsReadAgain() throws Exception {
    Stamp before = Stamp.of(file);
    files.inPlace().take(file);
    Files.writeString(file, "good");
    Files.setLastModifiedTime(
        file,
        java.nio.file.attribute.FileTime.from(
            before.modified(), java.util.concurrent.TimeUnit.NANOSECONDS));
    assertThat(files.inPlace().take(file).content()).isEqualTo(sha("good"));
  }

  /** Its next change may leave its times as they are. */
  @Test
  void whatWasChangedJustNowIsNotRemembered() throws Exception {
    now = Instant.now();
    try (CopiedFiles job = job()) {
      job.take(file);
      assertThat(job.missingBytes(file)).isEqualTo(4);
      now = now.plusSeconds(10);
      job.take(file);
      assertThat(job.missingBytes(file)).isZero();
    }
  }

  @Test
  void aFileThatIsSavedWhileItIsCopiedIsReadAgain() throws Exception {
    AtomicLong pieces = new AtomicLong();
    try (CopiedFiles job =
        files.copies(
            count -> {
              if (pieces.incrementAndGet() == 1) {
                write("stone");
              }
            })) {
      FileIntake.Taken taken = job.take(file);
      assertThat(taken.place()).hasContent("stone");
      assertThat(taken.content()).isEqualTo(sha("stone"));
      assertThat(taken.bytes()).isEqualTo(5);
    }
  }

  @Test
  void aFileThatIsWrittenAllTheTimeIsRefused() throws Exception {
    try (CopiedFiles job = files.copies(count -> write("x".repeat((int) pieces())))) {
      assertThatThrownBy(() -> job.take(file)).isInstanceOf(FileChangedException.class);
    }
  }

  private long pieces() {
    return copied.incrementAndGet();
  }

  private void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void twoProgramsHaveCopiesOfTheirOwnAndACrashedOnesAreRemoved() throws Exception {
    try (CopiedFiles job = job()) {
      job.take(file);
      Path second;
      try (UserFiles other = opened();
          CopiedFiles its = other.copies(count -> {})) {
        second = its.take(file).place();
        assertThat(second).startsWith(cache.resolve("copies-2"));
      }
      assertThat(second).exists();
      files.close();
      try (UserFiles next = opened();
          CopiedFiles its = next.copies(count -> {})) {
        assertThat(second).doesNotExist();
        assertThat(its.take(file).place()).hasContent("wood");
      }
    }
  }

  @Test
  void aMemoryThatMakesNoSenseIsPassedOver() throws Exception {
    files.inPlace().take(file);
    files.save();
    Files.writeString(
        cache.resolve("hashes"), Files.readString(cache.resolve("hashes")) + "nonsense\n1 2 3\n");
    files = opened();
    assertThat(files.inPlace().take(file).content()).isEqualTo(sha("wood"));
    Files.writeString(cache.resolve("hashes"), "something else\n");
    files = opened();
    assertThat(files.inPlace().take(file).content()).isEqualTo(sha("wood"));
  }
}
