package org.networkrender.core.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.Sha256;
import org.networkrender.core.assembly.PartNames;
import org.networkrender.core.state.DurableDirectory;
import org.networkrender.core.state.PartLedger;

/**
 * Where parts of frames wait to be joined. A part counts only if it lies there with the SHA-256
 * that was noted when it came in. All methods may be called from any thread.
 */
public final class PartStore {
  private final Path directory;
  private final PartLedger ledger;
  private final OutputDirectory.Steps steps;

  /**
   * Makes a store.
   *
   * @param directory where it is kept, on the file system of what comes in; made with the first
   *     part
   * @param steps hears of each step
   */
  PartStore(Path directory, PartLedger ledger, OutputDirectory.Steps steps) {
    this.directory = directory;
    this.ledger = ledger;
    this.steps = steps;
  }

  /**
   * A file that is kept.
   *
   * @param file where it lies
   * @param content its SHA-256
   * @param bytes its size in bytes
   */
  public record KeptFile(Path file, Sha256 content, long bytes) {}

  /** Returns the notes of how frames were cut. */
  public PartLedger ledger() {
    return ledger;
  }

  /** Puts a file in its place and notes it. The file is forced to the disk already. */
  public KeptFile keep(String name, Path file, Sha256 content) throws IOException {
    Files.createDirectories(directory);
    Path place = directory.resolve(name);
    steps.next("keep a part");
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    steps.next("force its name to the disk");
    DurableDirectory.force(directory);
    steps.next("record the part");
    ledger.record(name, content);
    steps.next("the part is recorded");
    return new KeptFile(place, content, Files.size(place));
  }

  /** Returns a file that was kept and is still what it was, or null. Reads the whole file. */
  public @Nullable KeptFile find(String name) throws IOException {
    Sha256 content = ledger.find(name);
    Path place = directory.resolve(name);
    if (content == null || !Files.isRegularFile(place) || !Sha256.of(place).equals(content)) {
      return null;
    }
    return new KeptFile(place, content, Files.size(place));
  }

  /** Removes files. */
  public void remove(List<String> names) throws IOException {
    for (String name : names) {
      steps.next("remove a part");
      Files.deleteIfExists(directory.resolve(name));
    }
    steps.next("forget the parts");
    ledger.forget(names);
  }

  /**
   * Removes what belongs to no frame of which it is noted how it is cut: nobody goes on with it.
   */
  void removeUncut() throws IOException {
    List<String> cuts = ledger.cuts();
    Set<String> names = new TreeSet<>(ledger.names());
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        files.forEach(file -> names.add(String.valueOf(file.getFileName())));
      }
    }
    List<String> uncut =
        names.stream().filter(name -> cuts.stream().noneMatch(name::startsWith)).toList();
    if (!uncut.isEmpty()) {
      remove(uncut);
    }
  }

  /**
   * Removes all that is there of a frame, also what older versions of the scene left.
   *
   * @param frame what stands for it: see {@link PartNames#ofFrame}
   */
  public void removeFrame(String frame) throws IOException {
    remove(ledger.names().stream().filter(name -> name.startsWith(frame)).toList());
    ledger.forgetCut(frame);
  }
}
