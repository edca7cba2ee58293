package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.networkrender.api.Sha256;

/** The files of a store that are being written, or that somebody may go on with. */
final class BegunContents {
  /** Between a content's name and a number, where several sources send the same one. */
  static final String OTHER = "-";

  /** Before the number of a file that nobody goes on with. */
  static final String UNFINISHED = "copy-";

  /** How long the name of a content is. */
  static final int NAME = 64;

  private final Path directory;
  private final StoreRoom room;

  /** What somebody is writing just now. */
  private final Set<Path> written = new HashSet<>();

  private final AtomicLong others = new AtomicLong();

  BegunContents(Path directory, StoreRoom room) {
    this.directory = directory;
    this.room = room;
  }

  /** Returns a new file, for what is written at once or not at all. */
  Path fresh() {
    return directory.resolve(UNFINISHED + others.incrementAndGet());
  }

  /** Removes what was begun of a content, if nobody is writing it. */
  void giveUp(Sha256 content) throws IOException {
    if (room.takenUp(content)) {
      Files.deleteIfExists(directory.resolve(content.hex()));
    }
  }

  /** Returns the file that a content is received in: one that was begun, if nobody writes it. */
  Path claim(Sha256 content) {
    synchronized (written) {
      Path usual = directory.resolve(content.hex());
      boolean taken = written.contains(usual);
      Path part =
          taken ? directory.resolve(content.hex() + OTHER + others.incrementAndGet()) : usual;
      written.add(part);
      if (!taken) {
        room.takenUp(content);
      }
      return part;
    }
  }

  /** Only the usual one is found again, so another one that was not finished is of no use. */
  void release(Path part, Sha256 content, boolean complete) throws IOException {
    synchronized (written) {
      written.remove(part);
      if (complete) {
        return;
      }
      if (part.getFileName().toString().contains(OTHER)) {
        Files.deleteIfExists(part);
      } else if (Files.exists(part)) {
        room.begun(content, Files.size(part));
      }
    }
  }
}
