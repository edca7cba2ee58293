package org.networkrender.core.planning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.core.assembly.FrameAssembly;

/** Looks whether there is room for big stills before hours are spent on them. */
final class RoomCheck {
  /**
   * How often the picture lies in a renderer's memory while it is finished: the render result, the
   * piece that is loaded into it, and what the compositor or the encoder makes of it.
   */
  private static final int COPIES_IN_MEMORY = 3;

  private RoomCheck() {}

  /**
   * Checks the disk and the memory.
   *
   * @param assemblies the frames that are rendered in parts
   * @param memories the physical memory of each machine that could finish them, in bytes
   * @param output where the parts are kept
   */
  static void check(List<FrameAssembly> assemblies, List<Long> memories, Path output)
      throws RenderException {
    long parts = 0;
    long biggest = 0;
    for (FrameAssembly assembly : assemblies) {
      PartFormat format = assembly.format();
      long bytes = format.canvas().pixels() * format.bytesPerPixel();
      double missing =
          assembly.parts().stream()
              .filter(part -> !assembly.isHere(part))
              .mapToDouble(assembly::share)
              .sum();
      parts += (long) (bytes * missing);
      biggest = Math.max(biggest, bytes);
      if (format.finished()) {
        checkMemory(bytes * COPIES_IN_MEMORY, memories, format, "finished");
      }
    }
    checkDisk(parts + biggest, output);
  }

  /**
   * Checks the memory for frames that are rendered in one piece. Renderers differ in what they need
   * for that, but those whose pictures are finished hold the whole one at least once.
   *
   * @param format the renderer's pictures
   * @param memories the physical memory of each machine that could render them, in bytes
   */
  static void checkWhole(PartFormat format, List<Long> memories) throws RenderException {
    if (format.finished()) {
      checkMemory(format.canvas().pixels() * format.bytesPerPixel(), memories, format, "rendered");
    }
  }

  private static void checkDisk(long needed, Path output) throws RenderException {
    long free;
    try {
      free = Files.getFileStore(output).getUsableSpace();
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "Cannot see how much room " + output + " has", "", e);
    }
    if (needed > free) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "The parts of the picture may take "
              + size(needed)
              + " in "
              + output
              + ", which has "
              + size(free)
              + " left",
          "Make room, choose another disk with -o, or a smaller picture");
    }
  }

  private static void checkMemory(
      long needed, List<Long> memories, PartFormat format, String purpose) throws RenderException {
    Optional<Long> most = memories.stream().max(Long::compare);
    if (most.isPresent() && most.get() < needed) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "A picture of "
              + format.canvas()
              + " pixels needs about "
              + size(needed)
              + " of memory to be "
              + purpose
              + "; the biggest machine has "
              + size(most.get()),
          "Choose a smaller picture, or start a worker on a machine with more memory");
    }
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000L
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
