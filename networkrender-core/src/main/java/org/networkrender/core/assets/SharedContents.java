package org.networkrender.core.assets;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.Sha256;

/**
 * The contents that one side of a connection gives away, by name. Two files may have the same
 * content, and two jobs may share the same file: it is given away until both have stopped. All
 * methods may be called from any thread.
 */
public final class SharedContents {
  private final ListMultimap<Sha256, Path> files = ArrayListMultimap.create();

  /** Gives a file away from now on. Whoever fetches it checks that it still has that content. */
  public synchronized void share(Sha256 content, Path file) {
    files.put(content, file);
  }

  /** Stops giving a file away. */
  public synchronized void unshare(Sha256 content, Path file) {
    files.remove(content, file);
  }

  /**
   * Opens a content for reading.
   *
   * @throws NoSuchFileException if it is not given away
   * @throws IOException if it cannot be read
   */
  public SeekableByteChannel open(Sha256 content) throws IOException {
    NoSuchFileException missing =
        new NoSuchFileException("there is no content " + content.abbreviated() + " here");
    for (Path file : filesOf(content)) {
      try {
        return Files.newByteChannel(file);
      } catch (NoSuchFileException e) {
        // It was given up and removed just now: another file of the same content is as good.
        missing = e;
      }
    }
    throw missing;
  }

  /** Returns a file that is given away and holds a content; empty if there is none. */
  public Optional<Path> file(Sha256 content) {
    return filesOf(content).stream().filter(Files::isRegularFile).findFirst();
  }

  private synchronized List<Path> filesOf(Sha256 content) {
    return List.copyOf(files.get(content));
  }
}
