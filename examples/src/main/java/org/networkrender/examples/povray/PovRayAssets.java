package org.networkrender.examples.povray;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What POV-Ray reads beside scene text, told by how the content begins. */
final class PovRayAssets {
  private static final int HEAD_BYTES = 16;

  private static final Map<String, String> BEGINNINGS =
      Map.of(
          "\u0089PNG\r\n\u001a\n", "picture",
          "\u00ff\u00d8\u00ff", "picture",
          "GIF8", "picture",
          "II*\0", "picture",
          "MM\0*", "picture",
          "v/1\u0001", "picture",
          "#?RADIANCE", "picture",
          "\0\u0001\0\0", "font");

  private PovRayAssets() {}

  /** Returns what a file is; empty if it is none of these, or cannot be read. */
  static Optional<String> kindOf(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
      return BEGINNINGS.entrySet().stream()
          .filter(each -> head.startsWith(each.getKey()))
          .map(Map.Entry::getValue)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
