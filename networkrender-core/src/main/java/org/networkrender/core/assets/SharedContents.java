package org.networkrender.core.assets;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Iterables;
import com.google.common.collect.ListMultimap;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    return Files.newByteChannel(find(content));
  }

  private synchronized Path find(Sha256 content) throws NoSuchFileException {
    Path file = Iterables.getFirst(files.get(content), null);
    if (file == null) {
      throw new NoSuchFileException("there is no content " + content.abbreviated() + " here");
    }
    return file;
  }
}
