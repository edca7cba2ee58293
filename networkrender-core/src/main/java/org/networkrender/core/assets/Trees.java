package org.networkrender.core.assets;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
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
    if (!tryLink(file, place)) {
      Files.copy(file, place);
    }
  }

  /** The same, but no copy: returns false where there is no link, or no further one. */
  static boolean tryLink(Path file, Path place) throws IOException {
    try {
      return linkInto(file, place);
    } catch (NoSuchFileException e) {
      // Of many files in one directory only the first one comes here.
      Files.createDirectories(place.getParent());
      return linkInto(file, place);
    }
  }

  private static boolean linkInto(Path file, Path place) throws IOException {
    try {
      Files.createLink(place, file);
      return true;
    } catch (NoSuchFileException | FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      // Who has no links need not have looked for the directory.
      Files.createDirectories(place.getParent());
      return false;
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
