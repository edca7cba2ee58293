package org.networkrender.core.assets;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Directory trees that this program made for itself. */
public final class Trees {
  private static final Logger log = LoggerFactory.getLogger(Trees.class);

  private Trees() {}

  /** A renderer that is being ended may still write, or two threads may remove the same tree. */
  private static final int TRIES = 3;

  /**
   * Gives a file a second place, and makes the directories above it. A link where the file system
   * has them: gigabytes are not copied then.
   */
  public static void link(Path file, Path place) throws IOException {
    try {
      Files.createLink(place, file);
    } catch (NoSuchFileException e) {
      // Of many files in one directory only the first one comes here.
      Files.createDirectories(place.getParent());
      linkOrCopy(file, place);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, place);
    }
  }

  private static void linkOrCopy(Path file, Path place) throws IOException {
    try {
      Files.createLink(place, file);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, place);
    }
  }

  /** Removes a tree if it is there; what cannot be removed is logged and left. */
  public static void remove(Path tree) {
    IOException failure = null;
    for (int i = 0; i < TRIES && Files.exists(tree); i++) {
      try {
        MoreFiles.deleteRecursively(tree, RecursiveDeleteOption.ALLOW_INSECURE);
        return;
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null && Files.exists(tree)) {
      log.warn("cannot remove {}: {}", tree, failure.getMessage());
    }
  }
}
