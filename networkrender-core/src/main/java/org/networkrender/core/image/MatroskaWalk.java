package org.networkrender.core.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Walks through a Matroska or WebM file (RFC 8794, RFC 9559): each element lies within the one
 * around it, the last one ends with the file, and where there is a checksum it fits. What is being
 * written tells no sizes, so a file that was not finished is none. Counts the blocks of the tracks
 * with pictures: there is at least one for each frame.
 */
final class MatroskaWalk {
  private static final int EBML = 0x1A45DFA3;
  private static final int DOC_TYPE = 0x4282;
  private static final int CRC_32 = 0xBF;
  private static final int VOID = 0xEC;
  private static final int SEGMENT = 0x18538067;
  private static final int CLUSTER = 0x1F43B675;
  private static final int TRACKS = 0x1654AE6B;
  private static final int TRACK_ENTRY = 0xAE;
  private static final int TRACK_NUMBER = 0xD7;
  private static final int TRACK_TYPE = 0x83;
  private static final int BLOCK_GROUP = 0xA0;
  private static final int BLOCK = 0xA1;
  private static final int SIMPLE_BLOCK = 0xA3;
  private static final long VIDEO = 1;

  /** Tracks of one movie: who makes the file must not choose how much is kept in mind of it. */
  private static final int MOST_TRACKS = 128;

  /** SeekHead, Info, Tracks, Cluster, Cues, Chapters, Tags, Attachments. */
  private static final Set<Integer> OF_SEGMENT =
      Set.of(
          0x114D9B74, 0x1549A966, TRACKS, CLUSTER, 0x1C53BB6B, 0x1043A770, 0x1254C367, 0x1941A469);

  /** Timestamp, SilentTracks, Position, PrevSize, and blocks. */
  private static final Set<Integer> OF_CLUSTER =
      Set.of(0xE7, 0x5854, 0xA7, 0xAB, SIMPLE_BLOCK, BLOCK_GROUP);

  private final MovieBytes in;
  private final Set<Long> pictureTracks = new HashSet<>();
  private final Map<Long, Long> blocks = new HashMap<>();
  private long trackNumber;
  private long trackType;
  private String docType = "";

  MatroskaWalk(MovieBytes in) {
    this.in = in;
  }

  /**
   * Walks.
   *
   * @param frames how many there are to be at least
   */
  void walk(int frames) throws BrokenPictureException, IOException {
    element(EBML);
    element(SEGMENT);
    if (in.place() != in.size()) {
      throw new BrokenPictureException("there is more behind its end");
    }
    if (!docType.equals("matroska") && !docType.equals("webm")) {
      throw new BrokenPictureException("it does not say that it is Matroska or WebM");
    }
    if (pictureTracks.stream().noneMatch(track -> blocks.getOrDefault(track, 0L) >= frames)) {
      throw new BrokenPictureException("it has less than %d frames".formatted(frames));
    }
  }

  /** One of the two outermost. */
  private void element(int wanted) throws BrokenPictureException, IOException {
    if (id() != wanted) {
      throw new BrokenPictureException("it begins otherwise");
    }
    children(wanted, end(in.size()));
  }

  private void children(int parent, long end) throws BrokenPictureException, IOException {
    CRC32 sum = null;
    long wanted = 0;
    for (boolean first = true; in.place() < end; first = false) {
      int child = id();
      long childEnd = end(end);
      if (first && child == CRC_32) {
        wanted = checksum(childEnd);
        sum = new CRC32();
        in.begin(sum);
      } else {
        child(parent, child, childEnd);
      }
    }
    if (sum != null) {
      in.end();
      if (sum.getValue() != wanted) {
        throw new BrokenPictureException("a checksum in it does not fit");
      }
    }
  }

  private void child(int parent, int child, long end) throws BrokenPictureException, IOException {
    if (child == VOID) {
      in.skip(end - in.place());
    } else if (parent == SEGMENT) {
      known(child, OF_SEGMENT);
      children(child, end);
    } else if (parent == TRACKS && child == TRACK_ENTRY) {
      trackNumber = 0;
      trackType = 0;
      children(child, end);
      if (trackType == VIDEO) {
        pictureTracks.add(trackNumber);
        if (pictureTracks.size() > MOST_TRACKS) {
          throw new BrokenPictureException("it has more than %d tracks".formatted(MOST_TRACKS));
        }
      }
    } else if (parent == CLUSTER && child == BLOCK_GROUP) {
      children(child, end);
    } else {
      if (parent == CLUSTER) {
        known(child, OF_CLUSTER);
      }
      value(parent, child, end);
    }
  }

  private void value(int parent, int child, long end) throws BrokenPictureException, IOException {
    int bytes = (int) Math.min(Integer.MAX_VALUE, end - in.place());
    if (parent == EBML && child == DOC_TYPE && bytes <= 8) {
      docType = new String(in.bytes(bytes), StandardCharsets.US_ASCII);
    } else if (parent == TRACK_ENTRY && child == TRACK_NUMBER) {
      trackNumber = number(bytes);
    } else if (parent == TRACK_ENTRY && child == TRACK_TYPE) {
      trackType = number(bytes);
    } else if (child == SIMPLE_BLOCK || (parent == BLOCK_GROUP && child == BLOCK)) {
      blocks.merge(varint(), 1L, Long::sum);
      if (blocks.size() > MOST_TRACKS) {
        throw new BrokenPictureException("it has more than %d tracks".formatted(MOST_TRACKS));
      }
    }
    if (in.place() > end) {
      throw new BrokenPictureException("a part of it is longer than the one around it");
    }
    in.skip(end - in.place());
  }

  private static void known(int child, Set<Integer> all) throws BrokenPictureException {
    if (!all.contains(child)) {
      throw new BrokenPictureException("it has a part that is none");
    }
  }

  private long checksum(long end) throws BrokenPictureException, IOException {
    if (end - in.place() != Integer.BYTES) {
      throw new BrokenPictureException("a checksum in it is none");
    }
    byte[] bytes = in.bytes(Integer.BYTES);
    long sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      sum |= (bytes[i] & 0xFFL) << (8 * i);
    }
    return sum;
  }

  /** Reads the size of an element, and returns where it ends: not behind the one around it. */
  private long end(long most) throws BrokenPictureException, IOException {
    long size = varint();
    if (size > most - in.place()) {
      throw new BrokenPictureException("it is cut, or was never finished");
    }
    return in.place() + size;
  }

  /** An identifier has its length in its first bits, as a number has, but they belong to it. */
  private int id() throws BrokenPictureException, IOException {
    int first = in.read();
    int more = Integer.numberOfLeadingZeros(first) - 24;
    if (more > 3) {
      throw new BrokenPictureException("it has a part that is none");
    }
    int id = first;
    for (int i = 0; i < more; i++) {
      id = id << 8 | in.read();
    }
    return id;
  }

  /** A number; of a size that nobody knew it has all bits set, and is larger than any file. */
  private long varint() throws BrokenPictureException, IOException {
    int first = in.read();
    int more = Integer.numberOfLeadingZeros(first) - 24;
    if (more > 7) {
      throw new BrokenPictureException("it has a number that is none");
    }
    long number = first & (0x7F >> more);
    boolean unknown = number == 0x7F >> more;
    for (int i = 0; i < more; i++) {
      int next = in.read();
      unknown &= next == 0xFF;
      number = number << 8 | next;
    }
    return unknown ? Long.MAX_VALUE : number;
  }

  private long number(int bytes) throws BrokenPictureException, IOException {
    if (bytes > 8) {
      throw new BrokenPictureException("it has a number that is none");
    }
    long number = 0;
    for (byte each : in.bytes(bytes)) {
      number = number << 8 | (each & 0xFF);
    }
    return number;
  }
}
