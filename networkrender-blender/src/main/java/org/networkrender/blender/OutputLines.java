package org.networkrender.blender;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream into lines. What is longer than the limit is dropped: a scene can make Blender
 * print without end.
 */
final class OutputLines {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 14];
  private final byte[] line;
  private int start;
  private int end;

  OutputLines(InputStream in, int maxLineBytes) {
    this.in = in;
    this.line = new byte[maxLineBytes];
  }

  /**
   * Returns the next line that is not blank, without its end and as {@link BlenderLine} puts it, or
   * an empty text at the end.
   */
  String next() throws IOException {
    int length = 0;
    while (true) {
      if (start == end) {
        start = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          return text(length);
        }
      }
      byte next = buffer[start++];
      if (next == '\n' || next == '\r') {
        String text = text(length);
        if (!text.isEmpty()) {
          return text;
        }
        length = 0;
      } else if (length < line.length) {
        line[length++] = next;
      }
    }
  }

  private String text(int length) {
    return BlenderLine.plain(
        new String(Arrays.copyOf(line, length), StandardCharsets.UTF_8).strip());
  }
}
