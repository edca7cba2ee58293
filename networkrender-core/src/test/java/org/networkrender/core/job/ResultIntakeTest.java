package org.networkrender.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.PixelSize;
import org.networkrender.api.Sha256;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.wire.Message;

class ResultIntakeTest {
  private static final PixelSize SIZE = new PixelSize(40, 30);

  @TempDir Path directory;

  /** What waits for a thread; there is one, which the test is. */
  private final Deque<Runnable> work = new ArrayDeque<>();

  private final List<WritableByteChannel> sinks = new ArrayList<>();
  private final List<CompletableFuture<Void>> transfers = new ArrayList<>();
  private byte[] png = new byte[0];
  private @Nullable List<OutputDirectory.ReceivedPicture> taken;
  private @Nullable Throwable failure;

  @BeforeEach
  void paint() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
    png = bytes.toByteArray();
  }

  private ResultIntake intake(Executor threads, String... names) {
    return new ResultIntake(
        new ResultIntake.Wanted(
            List.of(names).stream().map(FrameFile::picture).toList(),
            SIZE,
            1,
            baked -> Optional.empty()),
        directory::resolve,
        new ResultRoom(() -> Long.MAX_VALUE, directory, false),
        new ResultIntake.Source() {
          @Override
          public DeliveryWatch.Delivery expect(long bytes) {
            return new DeliveryWatch.Delivery(0, 0, bytes);
          }

          @Override
          public CompletableFuture<Void> fetch(Sha256 blob, long size, WritableByteChannel sink) {
            sinks.add(sink);
            CompletableFuture<Void> transfer = new CompletableFuture<>();
            transfers.add(transfer);
            return transfer;
          }
        },
        threads,
        new ResultIntake.Outcome() {
          @Override
          public void taken(List<OutputDirectory.ReceivedPicture> pictures) {
            taken = pictures;
          }

          @Override
          public void failed(Throwable cause) {
            assertThat(failure).isNull();
            failure = cause;
          }
        });
  }

  private Message.ResultFile file(String name) {
    return new Message.ResultFile(name, Sha256.of(png), png.length);
  }

  private void work() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  private void deliver(int transfer, byte[] bytes) throws IOException {
    sinks.get(transfer).write(ByteBuffer.wrap(bytes));
    transfers.get(transfer).complete(null);
    work();
  }

  @Test
  void picturesAreFetchedOneAfterTheOther() throws Exception {
    ResultIntake intake = intake(work::add, "0001.png", "0002.png");
    intake.start(List.of(file("0001.png"), file("0002.png")));
    work();
    deliver(0, png);
    assertThat(taken).isNull();
    deliver(1, png);

    assertThat(taken).hasSize(2);
    assertThat(directory.resolve("0002.png")).hasBinaryContent(png);
    assertThat(failure).isNull();
  }

  /** Whoever announces any number of pictures takes neither threads nor open files with that. */
  @Test
  void whatDoesNotComeTakesNeitherAThreadNorAFile() throws Exception {
    ResultIntake intake = intake(work::add, "0001.png");
    intake.start(List.of(file("0001.png")));
    assertThat(work).hasSize(1);
    work();

    assertThat(transfers).hasSize(1);
    assertThat(intake.delivery()).isPresent();
    assertThat(work).isEmpty();
    assertThat(directory).isEmptyDirectory();

    sinks.get(0).write(ByteBuffer.wrap(png));
    assertThat(directory.resolve("0001.png")).exists();
  }

  @Test
  void nothingIsLeftOfWhatWasStopped() throws Exception {
    ResultIntake intake = intake(work::add, "0001.png", "0002.png");
    intake.start(List.of(file("0001.png"), file("0002.png")));
    work();
    deliver(0, png);
    WritableByteChannel sink = sinks.get(1);
    sink.write(ByteBuffer.wrap(png));
    intake.cancel();
    work();

    assertThat(failure).isInstanceOf(IOException.class).hasMessage("the transfer was stopped");
    assertThat(intake.delivery()).isEmpty();
    assertThat(directory).isEmptyDirectory();
    assertThat(sink.isOpen()).isFalse();
    // What was still on its way does not make the file anew.
    assertThatThrownBy(() -> sink.write(ByteBuffer.wrap(png))).isInstanceOf(IOException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void whatIsStoppedBeforeItBeganIsNotFetched() {
    ResultIntake intake = intake(work::add, "0001.png");
    intake.start(List.of(file("0001.png")));
    intake.cancel();
    work();

    assertThat(transfers).allMatch(CompletableFuture::isCancelled);
    assertThat(failure).isInstanceOf(IOException.class);
  }

  @Test
  void whatNoPictureHasIsNotFetched() {
    ResultIntake intake = intake(work::add, "0001.png");
    intake.start(List.of(new Message.ResultFile("0001.png", Sha256.of(png), 1L << 40)));
    work();

    assertThat(failure)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(OutputException.class)
        .hasMessage("0001.png of 40x30 pixels is said to have 1099511627776 bytes");
    assertThat(transfers).isEmpty();
  }

  @Test
  void whatArrivesChangedIsRefused() throws Exception {
    intake(work::add, "0001.png").start(List.of(file("0001.png")));
    work();
    deliver(0, new byte[] {8});

    assertThat(failure).isInstanceOf(IOException.class).hasMessage("a picture arrived changed");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void whatIsNoPictureIsRefused() throws Exception {
    png = new byte[] {1, 2, 3};
    intake(work::add, "0001.png").start(List.of(file("0001.png")));
    work();
    deliver(0, png);

    assertThat(failure).isInstanceOf(BrokenPictureException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void whatCannotBeWrittenIsTheFaultOfThisMachine() throws Exception {
    intake(work::add, "0001.png").start(List.of(file("0001.png")));
    work();
    Files.createDirectory(directory.resolve("0001.png"));
    try {
      sinks.get(0).write(ByteBuffer.wrap(png));
    } catch (IOException e) {
      transfers.get(0).completeExceptionally(e);
    }
    work();

    assertThat(failure).isInstanceOf(OutputException.class);
  }

  /** It costs this try, and neither the job nor the others of the farm. */
  @Test
  void aLackOfThreadsIsNoFaultOfAnybody() {
    ResultIntake intake =
        intake(
            any -> {
              throw new OutOfMemoryError("unable to create native thread");
            },
            "0001.png");

    intake.start(List.of(file("0001.png")));

    assertThat(failure).isInstanceOf(OutOfMemoryError.class);
  }
}
