package org.networkrender.core.image;

import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Says whether a file is a movie of the kind that its name says, and whole as far as its container
 * tells: the frames in it are not decoded.
 *
 * <p>Of MP4 and QuickTime (ISO/IEC 14496-12) all boxes are counted to the end of the file, and
 * those that describe and hold the frames must be there; of AVI (RIFF) the first chunk must not be
 * longer than the file. Matroska, WebM and Ogg are walked through with the checksums that they
 * have, which WebM mostly has not. Of others nothing is known.
 */
public final class MovieCheck {
  private static final int MOST_BOXES = 1_000_000;

  private MovieCheck() {}

  /**
   * Checks a movie.
   *
   * @param file the file
   * @param name the name that it is to have; its extension tells the kind
   * @param frames how many frames are in it at least; counted in Matroska and WebM
   * @throws BrokenPictureException if it is not a whole movie
   * @throws IOException if the file cannot be read
   */
  public static void check(Path file, String name, int frames)
      throws BrokenPictureException, IOException {
    String kind = Ascii.toLowerCase(MoreFiles.getFileExtension(Path.of(name)));
    if (kind.equals("mkv") || kind.equals("webm") || kind.equals("ogv") || kind.equals("ogg")) {
      walk(file, name, kind, frames);
    } else {
      look(file, name, kind);
    }
  }

  private static void walk(Path file, String name, String kind, int frames)
      throws BrokenPictureException, IOException {
    try (MovieBytes bytes = MovieBytes.of(file)) {
      walk(bytes, kind, frames);
    } catch (EOFException e) {
      throw new BrokenPictureException(name + " is not a whole movie: it is cut");
    } catch (BrokenPictureException e) {
      throw new BrokenPictureException(name + " is not a whole movie: " + e.getMessage());
    }
  }

  /** The same for movies of kinds that are walked through, wherever their bytes are. */
  static void walk(MovieBytes bytes, String kind, int frames)
      throws BrokenPictureException, IOException {
    if (kind.startsWith("og")) {
      new OggWalk(bytes).walk();
    } else {
      new MatroskaWalk(bytes).walk(frames);
    }
  }

  private static void look(Path file, String name, String kind)
      throws BrokenPictureException, IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer first = read(channel, 0, 16);
      boolean good =
          switch (kind) {
            case "mp4", "m4v", "mov" -> boxes(channel).containsAll(Set.of("moov", "mdat"));
            case "avi" ->
                first.remaining() >= 8
                    && text(first, 0).equals("RIFF")
                    && Integer.toUnsignedLong(Integer.reverseBytes(first.getInt(4))) + 8
                        <= channel.size();
            default -> first.hasRemaining();
          };
      if (!good) {
        throw new BrokenPictureException(name + " is not a whole movie");
      }
    }
  }

  /** Returns the types of the outermost boxes; none if they do not fill the file. */
  private static Set<String> boxes(FileChannel channel) throws IOException {
    Set<String> types = new HashSet<>();
    long place = 0;
    for (int i = 0; place < channel.size() && i < MOST_BOXES; i++) {
      ByteBuffer head = read(channel, place, 16);
      if (head.remaining() < 8) {
        return Set.of();
      }
      long bytes = Integer.toUnsignedLong(head.getInt(0));
      if (bytes == 1 && head.remaining() == 16) {
        bytes = head.getLong(8);
      } else if (bytes == 0) {
        bytes = channel.size() - place;
      }
      if (bytes < 8 || bytes > channel.size() - place) {
        return Set.of();
      }
      types.add(text(head, 4));
      place += bytes;
    }
    return place == channel.size() ? types : Set.of();
  }

  private static String text(ByteBuffer bytes, int place) {
    byte[] text = new byte[Math.min(4, Math.max(0, bytes.remaining() - place))];
    bytes.duplicate().position(Math.min(place, bytes.limit())).get(text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer read(FileChannel channel, long place, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining() && channel.read(bytes, place + bytes.position()) >= 0) {
      // Goes on until all is there, or the file ends.
    }
    return bytes.flip();
  }
}
