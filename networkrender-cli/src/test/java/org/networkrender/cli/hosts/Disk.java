package org.networkrender.cli.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A small disk of its own, in memory. Needs root. */
final class Disk implements AutoCloseable {
  private static final int PAGE = 4096;

  private final Path place;
  private final Path filler;

  /**
   * Mounts it.
   *
   * @param place a new directory
   */
  Disk(Path place, int megabytes) throws IOException {
    this.place = Files.createDirectory(place);
    this.filler = place.resolve("filler");
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString());
  }

  Path place() {
    return place;
  }

  /** Fills it until hardly more than so many bytes are free. */
  void fill(long free) throws IOException {
    try (FileChannel channel =
        FileChannel.open(filler, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (Files.getFileStore(place).getUsableSpace() >= free + PAGE) {
        try {
          channel.write(ByteBuffer.allocate(PAGE));
        } catch (IOException e) {
          // Somebody else took the last page: it is full.
          return;
        }
      }
    }
  }

  /** Takes back what filled it. */
  void makeRoom() throws IOException {
    Files.delete(filler);
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.onExit().join().exitValue()).as("%s: %s", List.of(command), output).isZero();
  }

  @Override
  public void close() throws IOException {
    // At once for all who look, even while a killed program is still ending.
    run("umount", "-l", place.toString());
    Files.delete(place);
  }
}
