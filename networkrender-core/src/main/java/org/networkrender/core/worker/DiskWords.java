package org.networkrender.core.worker;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client is told of a worker's disk: what is wrong, and not where this worker keeps its
 * files. That is for whoever is at the worker, and is in its log.
 */
final class DiskWords {
  private static final Logger log = LoggerFactory.getLogger(DiskWords.class);

  private DiskWords() {}

  static String of(IOException failure) {
    if (!(failure instanceof FileSystemException disk)) {
      return String.valueOf(failure.getMessage());
    }
    log.info("{}", disk.toString());
    if (disk.getReason() != null) {
      return disk.getReason();
    }
    return disk instanceof NoSuchFileException
        ? "a file is not there any more"
        : disk instanceof AccessDeniedException ? "access is denied" : "its disk does not take it";
  }
}
