package org.networkrender.core.assets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

  /** How many letters the name of a path has, and a content. */
  private static final int NAME = 64;

  /** Where the stamp begins in a line. */
  private static final int STAMP = 2 * (NAME + 1);

  private final Path file;

  /**
   * The lines by their first word. They are taken apart when somebody asks for them: most have
   * nothing to do with this job.
   */
  private final Map<String, String> lines = new LinkedHashMap<>();

  private boolean loaded;
  private boolean changed;

  KnownHashes(Path file) {
    this.file = file;
  }

  /** Returns what is in a file, if that is known of the file as it is now. */
  synchronized Optional<Sha256> of(Path path, Stamp stamp) {
    load();
    String line = lines.get(name(path));
    return line != null && line.substring(STAMP).equals(stamp.text())
        ? content(line)
        : Optional.empty();
  }

  synchronized void remember(Path path, Stamp stamp, Sha256 content) {
    load();
    String name = name(path);
    // What was learnt last is kept longest.
    lines.remove(name);
    lines.put(name, name + ' ' + content.hex() + ' ' + stamp.text());
    changed = true;
  }

  synchronized void forget(Path path) {
    load();
    changed |= lines.remove(name(path)) != null;
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
      Iterator<String> all = Files.readString(file).lines().iterator();
      if (all.hasNext() && all.next().equals(HEAD)) {
        all.forEachRemaining(this::read);
      }
    } catch (NoSuchFileException e) {
      // The first job of this user.
      log.debug("nothing is known of files yet");
    } catch (IOException e) {
      log.warn("cannot read {}: {}", file, e.getMessage());
    }
  }

  private void read(String line) {
    if (line.length() > STAMP && line.charAt(NAME) == ' ' && line.charAt(STAMP - 1) == ' ') {
      lines.put(line.substring(0, NAME), line);
    }
  }

  private Optional<Sha256> content(String line) {
    String hex = line.substring(NAME + 1, STAMP - 1);
    if (!Sha256.isName(hex)) {
      log.debug("a line of {} makes no sense", file);
      return Optional.empty();
    }
    return Optional.of(new Sha256(hex));
  }

  /** Writes what was learnt; if that cannot be done, files are read again the next time. */
  synchronized void save() {
    if (!changed) {
      return;
    }
    changed = false;
    List<String> all =
        Stream.concat(
                Stream.of(HEAD), lines.values().stream().skip(Math.max(0, lines.size() - MOST)))
            .toList();
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "hashes-", ".new");
      try {
        Files.write(fresh, all);
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      log.warn("cannot write {}: {}", file, e.getMessage());
    }
  }
}
