package org.networkrender.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Walks through an Ogg file (RFC 3533): each page has its checksum and the number after the one
 * before it in its stream, each stream has its first and its last page, and the last page ends with
 * the file. There is a picture behind the three headers of Theora; how many there are tells
 * nothing, since encoders leave out frames that are like the one before.
 */
final class OggWalk {
  private static final String NO_PAGE = "it has a page that is none";
  private static final int HEADER = 27;

  // Where they lie in the header of a page.
  private static final int SERIAL = 14;
  private static final int NUMBER = 18;
  private static final int CHECKSUM = 22;

  private static final int MOST_OF_A_PIECE = 255;
  private static final int CONTINUED = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;
  private static final int HEADERS_OF_THEORA = 3;

  /** Streams of one movie: who makes the file must not choose how much is kept in mind of it. */
  private static final int MOST_STREAMS = 128;

  private static final byte[] THEORA = "\u0080theora".getBytes(StandardCharsets.ISO_8859_1);

  private final MovieBytes in;
  private final Map<Integer, Stream> streams = new HashMap<>();

  /** One of the streams of which the pages follow each other in a file. */
  private static final class Stream {
    private int next;
    private boolean open;
    private boolean ended;
    private long packets;
    private final boolean theora;

    Stream(boolean theora) {
      this.theora = theora;
    }
  }

  OggWalk(MovieBytes in) {
    this.in = in;
  }

  void walk() throws BrokenPictureException, IOException {
    while (in.place() < in.size()) {
      page();
    }
    for (Stream stream : streams.values()) {
      require(stream.ended && !stream.open, "it is cut, or was never finished");
    }
    require(
        streams.values().stream().anyMatch(each -> each.theora && each.packets > HEADERS_OF_THEORA),
        "there is no picture in it");
  }

  private void page() throws BrokenPictureException, IOException {
    byte[] header = in.bytes(HEADER);
    require(new String(header, 0, 4, StandardCharsets.ISO_8859_1).equals("OggS"), NO_PAGE);
    require(header[4] == 0, NO_PAGE);
    int wanted = littleEndian(header, CHECKSUM);
    Arrays.fill(header, CHECKSUM, CHECKSUM + Integer.BYTES, (byte) 0);
    OggSum sum = new OggSum();
    sum.update(header, 0, HEADER);
    in.begin(sum);
    byte[] lengths = in.bytes(header[HEADER - 1] & 0xFF);
    int body = 0;
    for (byte length : lengths) {
      body += length & 0xFF;
    }
    byte[] begin = in.bytes(Math.min(body, THEORA.length));
    in.skip(body - begin.length);
    in.end();
    require((int) sum.getValue() == wanted, "a checksum in it does not fit");
    count(header, lengths, Arrays.equals(begin, THEORA));
  }

  private void count(byte[] header, byte[] lengths, boolean theora) throws BrokenPictureException {
    int flags = header[5];
    Stream stream = streams.get(littleEndian(header, SERIAL));
    if (stream == null) {
      require((flags & FIRST) != 0, "the begin of a stream is missing");
      require(streams.size() < MOST_STREAMS, "it has more than %d streams".formatted(MOST_STREAMS));
      stream = new Stream(theora);
      streams.put(littleEndian(header, SERIAL), stream);
    } else {
      require((flags & FIRST) == 0 && !stream.ended, "a stream in it begins twice");
    }
    require(littleEndian(header, NUMBER) == stream.next, "a page is missing");
    require((flags & CONTINUED) != 0 == stream.open, "a piece of a page is missing");
    stream.next++;
    stream.ended = (flags & LAST) != 0;
    for (byte length : lengths) {
      // A packet goes on as long as its pieces are as long as they can be.
      stream.open = (length & 0xFF) == MOST_OF_A_PIECE;
      stream.packets += stream.open ? 0 : 1;
    }
  }

  private static int littleEndian(byte[] bytes, int place) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(place);
  }

  private static void require(boolean good, String otherwise) throws BrokenPictureException {
    if (!good) {
      throw new BrokenPictureException(otherwise);
    }
  }
}
