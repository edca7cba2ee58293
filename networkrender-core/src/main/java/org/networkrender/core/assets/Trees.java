package org.networkrender.core.assets;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Directory trees that this program made for itself. */
public final class Trees {
  private static final Logger log = LoggerFactory.getLogger(Trees.class);

  private Trees() {}

  /** Removes a tree if it is there; what cannot be removed is logged and left. */
  public static void remove(Path tree) {
    try {
      if (Files.exists(tree)) {
        MoreFiles.deleteRecursively(tree, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      log.warn("cannot remove {}: {}", tree, e.getMessage());
    }
  }
}
