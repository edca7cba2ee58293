package org.networkrender.core.assets;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.networkrender.api.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What files of this machine contain, as long as they are not changed, so that they are not read
 * each time. In a file of the user's cache, one line each; a line that makes no sense is passed
 * over. May be used by several threads; of several programs the last one's is kept.
 */
final class KnownHashes {
  private static final Logger log = LoggerFactory.getLogger(KnownHashes.class);

  /** As many files as a scene can have, and as many again. */
  private static final int MOST = 400_000;

  private static final String HEAD = "networkrender hashes 1";
  private static final Splitter WORDS = Splitter.on(' ');
  private static final Joiner LINE = Joiner.on(' ');

  private final Path file;
  private final Map<String, Known> known = new LinkedHashMap<>();
  private boolean loaded;
  private boolean changed;

  /** What was in a file, and the words of its stamp. */
  private record Known(List<String> stamp, Sha256 content) {}

  KnownHashes(Path file) {
    this.file = file;
  }

  /** Returns what is in a file, if that is known of the file as it is now. */
  synchronized Optional<Sha256> of(Path path, Stamp stamp) {
    load();
    Known there = known.get(name(path));
    return there != null && there.stamp.equals(stamp.words())
        ? Optional.of(there.content)
        : Optional.empty();
  }

  synchronized void remember(Path path, Stamp stamp, Sha256 content) {
    load();
    String name = name(path);
    // What was learnt last is kept longest.
    known.remove(name);
    known.put(name, new Known(stamp.words(), content));
    changed = true;
  }

  synchronized void forget(Path path) {
    load();
    changed |= known.remove(name(path)) != null;
  }

  /** The hash of the name: names may have spaces and line ends, and are nobody's business. */
  private static String name(Path path) {
    return Sha256.of(path.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }

  private void load() {
    if (loaded) {
      return;
    }
    loaded = true;
    try {
      List<String> lines = Files.readAllLines(file);
      if (!lines.isEmpty() && lines.get(0).equals(HEAD)) {
        lines.subList(1, lines.size()).forEach(this::read);
      }
    } catch (NoSuchFileException e) {
      // The first job of this user.
      log.debug("nothing is known of files yet");
    } catch (IOException e) {
      log.warn("cannot read {}: {}", file, e.getMessage());
    }
  }

  private void read(String line) {
    List<String> words = WORDS.splitToList(line);
    if (words.size() == 6) {
      try {
        known.put(words.get(0), new Known(words.subList(2, 6), new Sha256(words.get(1))));
      } catch (IllegalArgumentException e) {
        log.debug("a line of {} makes no sense", file);
      }
    }
  }

  /** Writes what was learnt; if that cannot be done, files are read again the next time. */
  synchronized void save() {
    if (!changed) {
      return;
    }
    changed = false;
    List<String> lines = new ArrayList<>(List.of(HEAD));
    known.keySet().stream()
        .skip(Math.max(0, known.size() - MOST))
        .forEach(name -> lines.add(line(name, Objects.requireNonNull(known.get(name)))));
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "hashes-", ".new");
      try {
        Files.write(fresh, lines);
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      log.warn("cannot write {}: {}", file, e.getMessage());
    }
  }

  private static String line(String name, Known known) {
    return LINE.join(name, known.content.hex(), LINE.join(known.stamp));
  }
}
