package org.networkrender.blender;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for texts that end with a zero byte, as names do in a scene file. One pass for all. */
final class ZeroEndedTexts {
  /** Shorter ones are anywhere by chance. */
  private static final int LEAST = 3;

  /** The longest path that Blender keeps, and more. */
  private static final int MOST = 4096;

  private static final int CHUNK = 1 << 20;

  private final Map<Integer, List<byte[]>> byEnd = new HashMap<>();
  private final Set<String> found = new HashSet<>();
  private int left;

  private ZeroEndedTexts(Collection<String> wanted) {
    for (String text : new HashSet<>(wanted)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (bytes.length >= LEAST && bytes.length <= MOST) {
        byEnd.computeIfAbsent(end(bytes, bytes.length), key -> new ArrayList<>()).add(bytes);
        left++;
      }
    }
  }

  /** Returns those of some texts that are there. */
  static Set<String> in(InputStream content, Collection<String> wanted) throws IOException {
    ZeroEndedTexts texts = new ZeroEndedTexts(wanted);
    texts.read(content);
    return texts.found;
  }

  private void read(InputStream content) throws IOException {
    byte[] buffer = new byte[MOST + CHUNK];
    int kept = 0;
    int count = content.readNBytes(buffer, 0, CHUNK);
    while (count > 0 && left > 0) {
      int length = kept + count;
      for (int i = Math.max(kept, LEAST); i < length && left > 0; i++) {
        if (buffer[i] == 0 && buffer[i - 1] != 0) {
          look(buffer, i);
        }
      }
      int keep = Math.min(MOST, length);
      System.arraycopy(buffer, length - keep, buffer, 0, keep);
      kept = keep;
      count = content.readNBytes(buffer, kept, CHUNK);
    }
  }

  private void look(byte[] buffer, int zero) {
    List<byte[]> candidates = byEnd.get(end(buffer, zero));
    if (candidates == null) {
      return;
    }
    for (byte[] text : candidates) {
      int start = zero - text.length;
      if (start >= 0
          && Arrays.equals(buffer, start, zero, text, 0, text.length)
          && found.add(new String(text, StandardCharsets.UTF_8))) {
        left--;
      }
    }
  }

  private static int end(byte[] bytes, int length) {
    return (bytes[length - 1] & 0xFF)
        | (bytes[length - 2] & 0xFF) << 8
        | (bytes[length - 3] & 0xFF) << 16;
  }
}
