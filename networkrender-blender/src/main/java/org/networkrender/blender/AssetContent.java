package org.networkrender.blender;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells by its content what a file is good for in a scene. A name proves nothing: a scene can name
 * a key or a letter as a texture, and what it reads of it would be in the picture or on a worker.
 */
final class AssetContent {
  /** The kind of what Blender opens, which a scene names as a library. */
  static final String SCENE = "scene";

  private static final int HEAD_BYTES = 4096;

  /** What a kind of file has at a place of its beginning, one character a byte. */
  private record Beginning(String kind, int offset, String text) {
    static Beginning of(String kind, String text) {
      return new Beginning(kind, 0, text);
    }

    static Beginning of(String kind, int offset, String text) {
      return new Beginning(kind, offset, text);
    }
  }

  private static final List<Beginning> BEGINNINGS =
      List.of(
          Beginning.of("picture", "\u0089PNG\r\n\u001a\n"),
          Beginning.of("picture", "\u00ff\u00d8\u00ff"),
          Beginning.of("picture", "v/1\u0001"),
          Beginning.of("picture", "II*\0"),
          Beginning.of("picture", "MM\0*"),
          Beginning.of("picture", "II+\0"),
          Beginning.of("picture", "MM\0+"),
          Beginning.of("picture", "#?RADIANCE"),
          Beginning.of("picture", "#?RGBE"),
          Beginning.of("picture", "DDS "),
          Beginning.of("picture", "8BPS"),
          Beginning.of("picture", "SDPX"),
          Beginning.of("picture", "XPDS"),
          Beginning.of("picture", "\u0080*_\u00d7"),
          Beginning.of("picture", "GIF8"),
          Beginning.of("picture", "\u0001\u00da"),
          Beginning.of("picture", "\u00ffO\u00ffQ"),
          Beginning.of("picture", "\0\0\0\fjP  "),
          Beginning.of("picture", 8, "WEBP"),
          Beginning.of("movie", 4, "ftyp"),
          Beginning.of("movie", 4, "moov"),
          Beginning.of("movie", "\u001aE\u00df\u00a3"),
          Beginning.of("movie", 8, "AVI "),
          Beginning.of("movie", "\0\0\u0001\u00ba"),
          Beginning.of("movie", "\0\0\u0001\u00b3"),
          Beginning.of("movie", "FLV\u0001"),
          Beginning.of("movie or sound", "OggS"),
          Beginning.of("movie or sound", "0&\u00b2u\u008ef\u00cf\u0011"),
          Beginning.of("sound", 8, "WAVE"),
          Beginning.of("sound", "fLaC"),
          Beginning.of("sound", "ID3"),
          Beginning.of("sound", "\u00ff\u00fb"),
          Beginning.of("sound", "\u00ff\u00f3"),
          Beginning.of("sound", "\u00ff\u00f1"),
          Beginning.of("sound", 8, "AIFF"),
          Beginning.of("sound", 8, "AIFC"),
          Beginning.of("font", "\0\u0001\0\0"),
          Beginning.of("font", "OTTO"),
          Beginning.of("font", "true\0"),
          Beginning.of("font", "ttcf"),
          Beginning.of("font", "wOFF"),
          Beginning.of("font", "wOF2"),
          Beginning.of("font", "%!PS-AdobeFont"),
          Beginning.of("font", "\u0080\u0001"),
          Beginning.of("volume", " BDV\0\0\0\0"),
          Beginning.of("geometry", "Ogawa"),
          Beginning.of("geometry", "\u0089HDF\r\n\u001a\n"),
          Beginning.of("geometry", "PXR-USDC"),
          Beginning.of("geometry", "#usda "),
          Beginning.of("geometry", "ply\n"),
          Beginning.of("geometry", "ply\r\n"),
          Beginning.of("cache", "POINTCACHE2\0"),
          Beginning.of("cache", "BPHYSICS"),
          Beginning.of("cache", "BCDF"),
          Beginning.of("light", "IESNA"),
          Beginning.of("shader", "OpenShadingLanguage "));

  /** A shader as its author writes it: comments, includes, and a function that is one. */
  private static final Pattern SHADER =
      Pattern.compile(
          "(?s)\\A(?>\\s+|//[^\\n]*\\n|/\\*.*?\\*/|#[^\\n]*\\n)*+"
              + "(?:shader|surface|displacement|volume)\\s+\\w+\\s*(?:\\[\\[.*?]]\\s*)?\\(.*");

  private static final Pattern LIGHT = Pattern.compile("(?s).*^TILT=.*", Pattern.MULTILINE);
  private static final Pattern TABLE =
      Pattern.compile("(?s).*^LUT_[13]D_SIZE \\d+.*", Pattern.MULTILINE);

  /** Wavefront OBJ: nothing but its statements, up to where the beginning that was read ends. */
  private static final Pattern WAVEFRONT =
      Pattern.compile(
          "(?s)(?=(?:.*\\n)?v )(?:(?:#[^\\n]*|v[ntp]?(?: +[-+.\\deE]+)++|[flp](?: +[-\\d/]+)++"
              + "|(?:o|g|s|mtllib|usemtl)(?: [^\\n]*)?+)? *+\\r?+\\n)++[^\\n]*");

  private static final Pattern STEREOLITHOGRAPHY =
      Pattern.compile("(?s)solid[^\\n]*\\n\\s*+facet +normal .*");

  /** What all that was read of a text looks like. */
  private record Form(Pattern pattern, String kind) {}

  /** Of a text that could be several, the first one counts. */
  private static final List<Form> FORMS =
      List.of(
          new Form(SHADER, "shader"),
          new Form(LIGHT, "light"),
          new Form(TABLE, "table of colours"),
          new Form(WAVEFRONT, "geometry"),
          new Form(STEREOLITHOGRAPHY, "geometry"));

  private AssetContent() {}

  /** Returns what a file is; empty if it is nothing that a scene could show, or cannot be read. */
  static Optional<String> kindOf(Path file) {
    byte[] head;
    long bytes;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD_BYTES);
      bytes = Files.size(file);
    } catch (IOException e) {
      return Optional.empty();
    }
    String begin = new String(head, StandardCharsets.ISO_8859_1);
    for (Beginning each : BEGINNINGS) {
      if (begin.startsWith(each.text, each.offset)) {
        return Optional.of(each.kind);
      }
    }
    if (isTarga(head)) {
      return Optional.of("picture");
    }
    if (isPointCache(head, bytes)) {
      return Optional.of("cache");
    }
    if (isStereolithography(head, bytes)) {
      return Optional.of("geometry");
    }
    return text(begin);
  }

  private static Optional<String> text(String text) {
    if (text.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return FORMS.stream()
        .filter(form -> form.pattern().matcher(text).matches())
        .map(Form::kind)
        .findFirst();
  }

  /** It has no mark at its beginning, but a head in which little is possible. */
  private static boolean isTarga(byte[] head) {
    if (head.length < 18) {
      return false;
    }
    int type = head[2];
    int depth = head[16] & 0xff;
    boolean known = type == 1 || type == 2 || type == 3 || type == 9 || type == 10 || type == 11;
    boolean deep = depth == 8 || depth == 15 || depth == 16 || depth == 24 || depth == 32;
    return known && deep && (head[1] == 0 || head[1] == 1) && head[13] >= 0 && head[15] >= 0;
  }

  /** MDD: how many frames and points, the times, and three numbers for each point and frame. */
  private static boolean isPointCache(byte[] head, long bytes) {
    if (head.length < 8) {
      return false;
    }
    ByteBuffer counts = ByteBuffer.wrap(head);
    long frames = counts.getInt();
    long points = counts.getInt();
    return frames > 0
        && points > 0
        && bytes > 0
        && points <= bytes
        && frames <= bytes
        && bytes == 8 + 4 * frames + 12 * frames * points;
  }

  /** STL: 80 bytes of anything, how many triangles, and 50 bytes for each. */
  private static boolean isStereolithography(byte[] head, long bytes) {
    if (head.length < 84) {
      return false;
    }
    long triangles = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(80) & 0xffff_ffffL;
    return triangles > 0 && bytes == 84 + 50 * triangles;
  }
}
