package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.networkrender.api.Sha256;

/** The contents that this side gives away, by name. All methods may be called from any thread. */
public final class SharedContents {
  private final Map<Sha256, Path> files = new ConcurrentHashMap<>();

  /** Gives a file away from now on. Whoever fetches it checks that it still has that content. */
  public void share(Sha256 content, Path file) {
    files.put(content, file);
  }

  /** Stops giving a file away; does nothing if another file is given away under the same name. */
  public void unshare(Sha256 content, Path file) {
    files.remove(content, file);
  }

  /**
   * Opens a content for reading.
   *
   * @throws NoSuchFileException if it is not given away
   * @throws IOException if it cannot be read
   */
  public SeekableByteChannel open(Sha256 content) throws IOException {
    Path file = files.get(content);
    if (file == null) {
      throw new NoSuchFileException("there is no content " + content.abbreviated() + " here");
    }
    return Files.newByteChannel(file);
  }
}
