package org.networkrender.core.state;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.networkrender.api.Sha256;

/**
 * What each picture of a directory was made from: a file of lines that only grows. A line is
 * written before its picture gets its name, so no picture is ever there of which nothing is known;
 * and since each line stands for itself, a broken one costs no other. It bears witness even when
 * the {@link FrameLedger} is lost.
 *
 * <p>A line says which content under which name was made from which job, and not that the picture
 * is there.
 *
 * <p>All methods may be called from any thread. One process at a time owns the file.
 */
public final class PictureWitness implements AutoCloseable {
  /** What is at the end of the name under which the file is written anew. */
  public static final String FRESH = ".new";

  /** Some hundred thousand pictures. */
  private static final long MAX_BYTES = 256L << 20;

  private static final Splitter FIELDS = Splitter.on('\t').limit(5);

  /**
   * What a picture was made from.
   *
   * @param job the identity of the job: scene and settings
   * @param frame the frame number
   */
  public record Made(Sha256 job, int frame) {}

  private final Path file;
  private FileChannel channel;
  private final Map<String, Map<Sha256, Set<Made>>> made;
  private final int damaged;
  private boolean torn;

  private PictureWitness(
      Path file,
      FileChannel channel,
      Map<String, Map<Sha256, Set<Made>>> made,
      int damaged,
      boolean torn) {
    this.file = file;
    this.channel = channel;
    this.made = made;
    this.damaged = damaged;
    this.torn = torn;
  }

  /** Opens a file; makes it when it is not there. */
  public static PictureWitness open(Path file) throws IOException {
    Map<String, Map<Sha256, Set<Made>>> made = new HashMap<>();
    int damaged = 0;
    boolean torn = false;
    if (Files.exists(file) && Files.size(file) <= MAX_BYTES) {
      byte[] bytes = Files.readAllBytes(file);
      torn = bytes.length > 0 && bytes[bytes.length - 1] != '\n';
      for (String line :
          Splitter.on('\n').omitEmptyStrings().split(new String(bytes, StandardCharsets.UTF_8))) {
        damaged += read(line, made) ? 0 : 1;
      }
    } else if (Files.exists(file)) {
      damaged = 1;
    }
    return new PictureWitness(file, append(file), made, damaged, torn);
  }

  private static FileChannel append(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.position(channel.size());
    return channel;
  }

  private static boolean read(String line, Map<String, Map<Sha256, Set<Made>>> made) {
    List<String> fields = FIELDS.splitToList(line);
    if (fields.size() < 5 || !fields.get(0).equals(seal(line.substring(line.indexOf('\t'))))) {
      return false;
    }
    try {
      Made from = new Made(new Sha256(fields.get(1)), Integer.parseInt(fields.get(2)));
      add(made, from, fields.get(4), new Sha256(fields.get(3)));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void add(
      Map<String, Map<Sha256, Set<Made>>> made, Made from, String name, Sha256 content) {
    made.computeIfAbsent(name, any -> new HashMap<>())
        .computeIfAbsent(content, any -> new HashSet<>())
        .add(from);
  }

  private static String seal(String text) {
    return Hashing.crc32().hashString(text, StandardCharsets.UTF_8).toString();
  }

  /**
   * Notes pictures that are about to get their names. They are on the disk when this returns.
   *
   * @param from what they were made from
   * @param pictures their names and contents
   */
  public synchronized void note(Made from, Map<String, Sha256> pictures) throws IOException {
    // What an earlier write left of its last line must not spoil this one.
    StringBuilder lines = new StringBuilder(torn ? "\n" : "");
    new TreeMap<>(pictures).forEach((name, content) -> lines.append(line(from, name, content)));
    torn = true;
    write(channel, lines);
    torn = false;
    pictures.forEach((name, content) -> add(made, from, name, content));
  }

  private static String line(Made from, String name, Sha256 content) {
    String text = "\t%s\t%d\t%s\t%s".formatted(from.job().hex(), from.frame(), content.hex(), name);
    return seal(text) + text + '\n';
  }

  private static void write(FileChannel channel, CharSequence lines) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  /**
   * Writes the file anew without the lines that cannot be read, once a person was told of them; the
   * old one is kept beside it as {@code .broken}. Does nothing when there are none, or when the
   * file is too large to have been read.
   */
  public synchronized void mend() throws IOException {
    if (damaged == 0 || Files.size(file) > MAX_BYTES) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(made)
        .forEach(
            (name, contents) ->
                contents.forEach(
                    (content, origins) ->
                        origins.forEach(from -> lines.append(line(from, name, content)))));
    Path fresh = file.resolveSibling(file.getFileName() + FRESH);
    try (FileChannel mended =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(mended, lines);
    }
    Files.copy(
        file,
        file.resolveSibling(file.getFileName() + ".broken"),
        StandardCopyOption.REPLACE_EXISTING);
    channel.close();
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      DurableDirectory.force(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      torn = false;
    } finally {
      channel = append(file);
    }
  }

  /** Returns what a picture was made from; none when nothing is known of this content. */
  public synchronized Set<Made> made(String name, Sha256 content) {
    return Set.copyOf(made.getOrDefault(name, Map.of()).getOrDefault(content, Set.of()));
  }

  /** Returns whether a picture of this name was ever made here. */
  public synchronized boolean knows(String name) {
    return made.containsKey(name);
  }

  /** Returns how many lines could not be read. */
  public int damaged() {
    return damaged;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
