package org.networkrender.blender;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of little room, in memory. Only root mounts one: a test that is nobody's is left out. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /**
   * Mounts one.
   *
   * @param place an empty directory
   * @param size such as 512k
   */
  static SmallDisk mount(Path place, String size) throws Exception {
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", place + ""),
        "only root mounts disks");
    return new SmallDisk(place);
  }

  /** Fills the disk until so many blocks are free; returns what fills it. */
  Path fill(int free) throws IOException {
    Path filler = place.resolve("filler");
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (Files.getFileStore(place).getUsableSpace() > (long) free * BLOCK) {
        out.write(new byte[BLOCK]);
      }
    }
    return filler;
  }

  @Override
  public void close() throws IOException {
    try {
      boolean unused = succeeds("umount", "-l", place + "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
