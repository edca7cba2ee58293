package org.networkrender.core.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * The file that holds the state of a job. It is read to its end when it is opened, since a broken
 * one may open and fail later. Of a broken one the sound entries go over into a new file.
 */
final class StateStore {
  static final String PICTURES = "pictures";
  static final String PARTS = "parts";
  static final String CUTS = "cuts";
  static final String BAKES = "bakes";

  private static final List<String> MAPS = List.of(PICTURES, PARTS, CUTS, BAKES);

  private final MVStore store;
  private final String problem;

  private StateStore(MVStore store, String problem) {
    this.store = store;
    this.problem = problem;
  }

  MVStore store() {
    return store;
  }

  /** Returns what was wrong with the file, in one line for a person; empty if nothing was. */
  String problem() {
    return problem;
  }

  /** Opens a file, or makes it: see {@link FrameLedger#open}. */
  static StateStore open(Path file) throws RenderException {
    Map<String, Map<String, String>> sound = new LinkedHashMap<>();
    Exception broken;
    try {
      MVStore store = openStore(file);
      broken = read(store, sound);
      if (broken == null) {
        return new StateStore(store, "");
      }
      store.closeImmediately();
    } catch (MVStoreException e) {
      if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
        throw new RenderException(
            ErrorKind.USER,
            "Another job is writing there: " + file + " is in use",
            "Wait for it to end, or choose another output directory",
            e);
      }
      if (e.getErrorCode() == DataUtils.ERROR_WRITING_FAILED) {
        // It may well be whole: a disk that is full is no reason to forget what is done.
        throw cannotKeep(file, e);
      }
      broken = e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Numbers that make no sense, used as sizes and depths.
      broken = new IllegalStateException(e);
    }
    return openAnew(file, sound, broken);
  }

  /** Reads all entries; returns why not all of them can be read, or null. */
  private static @Nullable Exception read(MVStore store, Map<String, Map<String, String>> sound) {
    int damaged = 0;
    try {
      for (String name : MAPS) {
        SealedMap.Content content = new SealedMap(store, name).content();
        sound.put(name, content.sound());
        damaged += content.damaged();
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new IllegalStateException(e);
    }
    return damaged == 0 ? null : new IllegalStateException(damaged + " entries are damaged");
  }

  private static StateStore openAnew(
      Path file, Map<String, Map<String, String>> sound, Exception broken) throws RenderException {
    Path aside = file.resolveSibling(file.getFileName() + ".broken");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      MVStore store = openStore(file);
      sound.forEach(
          (name, entries) -> {
            SealedMap map = new SealedMap(store, name);
            entries.forEach(map::put);
          });
      DiskFailures.commit(store);
      return new StateStore(
          store, "what was noted of earlier runs is damaged; it was put aside as " + aside);
    } catch (IOException | RuntimeException e) {
      e.addSuppressed(broken);
      throw cannotKeep(file, e);
    }
  }

  private static RenderException cannotKeep(Path file, Exception cause) {
    Optional<IOException> disk =
        cause instanceof MVStoreException failure ? DiskFailures.in(failure) : Optional.empty();
    return new RenderException(
        ErrorKind.RESOURCE,
        "Cannot keep the state of the job in "
            + file
            + ": "
            + disk.<Exception>map(e -> e).orElse(cause).getMessage(),
        "See that the directory can be written and the disk is not full",
        cause);
  }

  private static MVStore openStore(Path file) {
    return new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
  }
}
