package org.networkrender.core.state;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The store wraps what the disk says in words that are of no use to the person who can help. */
final class DiskFailures {
  private DiskFailures() {}

  /** Returns what the disk said, if that is why the store failed. */
  static Optional<IOException> in(MVStoreException failure) {
    return Throwables.getCausalChain(failure).stream()
        .filter(IOException.class::isInstance)
        .map(IOException.class::cast)
        .findFirst();
  }

  /**
   * Brings all changes to the disk.
   *
   * @throws UncheckedIOException if the disk does not take them
   */
  static void commit(MVStore store) {
    try {
      store.commit();
      store.sync();
    } catch (MVStoreException e) {
      throw in(e).<RuntimeException>map(UncheckedIOException::new).orElse(e);
    }
  }
}
