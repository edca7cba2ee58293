package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Movies of five frames that Blender has made, cut and damaged anywhere. */
class WalkedMovieTest {
  private static final String MATROSKA = "blender_h264_aac.mkv";
  private static final String WEBM = "blender_vp9_opus.webm";

  @TempDir Path directory;

  private static byte[] movie(String name) throws IOException {
    try (var in = Objects.requireNonNull(WalkedMovieTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }

  /** Returns why a movie is none, or nothing. */
  private String fault(byte[] content, String name, int frames) throws IOException {
    Path file = Files.write(directory.resolve("movie"), content);
    try {
      MovieCheck.check(file, name, frames);
      return "";
    } catch (BrokenPictureException e) {
      return e.getMessage();
    }
  }

  /** In memory, for thousands of them. */
  private static boolean isBelieved(byte[] content, String name) throws IOException {
    String kind = name.substring(name.indexOf('.') + 1);
    try (MovieBytes bytes = new MovieBytes(new ByteArrayInputStream(content), content.length)) {
      MovieCheck.walk(bytes, kind, 5);
      return true;
    } catch (BrokenPictureException | EOFException e) {
      return false;
    }
  }

  private static byte[] damaged(byte[] whole, int place) {
    byte[] content = whole.clone();
    content[place] = (byte) (content[place] ^ 0x10);
    return content;
  }

  private static int find(byte[] content, String bytes) {
    return new String(content, StandardCharsets.ISO_8859_1).indexOf(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {MATROSKA, WEBM, "blender_theora.ogv", "blender_theora_vorbis.ogv"})
  void aWholeOneIsBelievedAndACutOneIsNot(String name) throws Exception {
    byte[] whole = movie(name);
    assertThat(fault(whole, name, 5)).isEmpty();
    for (int bytes = 0; bytes < whole.length; bytes++) {
      assertThat(isBelieved(Arrays.copyOf(whole, bytes), name)).as("%d bytes", bytes).isFalse();
    }
    assertThat(isBelieved(Arrays.copyOf(whole, whole.length + 1), name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"blender_theora.ogv", "blender_theora_vorbis.ogv"})
  void noByteOfAnOggMayBeAnother(String name) throws Exception {
    byte[] whole = movie(name);
    for (int place = 0; place < whole.length; place++) {
      assertThat(isBelieved(damaged(whole, place), name)).as("byte %d", place).isFalse();
    }
  }

  /** But for its first element, which only tells versions, what is void, and the word checksum. */
  @Test
  void noByteOfAMatroskaMayBeAnother() throws Exception {
    byte[] whole = movie(MATROSKA);
    int segment = find(whole, "\u0018S\u0080g");
    int empty = find(whole, "\u00ec\u0001");
    int emptyEnd = empty + 9 + (whole[empty + 8] & 0xFF);
    for (int place = segment; place < whole.length; place++) {
      boolean isVoid = empty + 9 <= place && place < emptyEnd;
      boolean isWord = whole[place] == (byte) 0xBF && whole[place + 1] == (byte) 0x84;
      if (!isVoid && !isWord) {
        assertThat(isBelieved(damaged(whole, place), MATROSKA)).as("byte %d", place).isFalse();
      }
    }
  }

  /** It has no checksums: sizes and kinds of its parts tell something, and its SHA-256 all. */
  @Test
  void ofAWebmOnlyItsStructureIsKnown() throws Exception {
    byte[] whole = movie(WEBM);
    byte[] noCluster = whole.clone();
    noCluster[find(whole, "\u001fC\u00b6u")] = 0x1E;
    assertThat(fault(noCluster, WEBM, 5)).endsWith("it has a part that is none");
    byte[] noBlock = whole.clone();
    noBlock[find(whole, "\u00a3")] = (byte) 0xA7;
    assertThat(isBelieved(noBlock, WEBM)).isFalse();
  }

  @Test
  void framesAreCounted() throws Exception {
    assertThat(fault(movie(MATROSKA), MATROSKA, 6)).endsWith("it has less than 6 frames");
    assertThat(fault(movie(WEBM), WEBM, 6)).endsWith("it has less than 6 frames");
    assertThatCode(() -> MovieCheck.check(copy(MATROSKA), MATROSKA, 4)).doesNotThrowAnyException();
  }

  private Path copy(String name) throws IOException {
    return Files.write(directory.resolve("copy"), movie(name));
  }

  /** As one looks whose encoder ended too early: nobody came back to tell its size. */
  @Test
  void whatWasNeverFinishedIsNone() throws Exception {
    assertThat(fault(movie("ffmpeg_pipe.mkv"), MATROSKA, 5))
        .isEqualTo(MATROSKA + " is not a whole movie: it is cut, or was never finished");
  }

  @Test
  void aPageOfAnOggMayNotBeMissing() throws Exception {
    byte[] whole = movie("blender_theora_vorbis.ogv");
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    for (int page = 0; page >= 0; page = next(text, page).orElse(-1)) {
      int end = next(text, page).orElse(whole.length);
      byte[] rest =
          (text.substring(0, page) + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
      assertThat(isBelieved(rest, "film.ogv")).as("without the page at %d", page).isFalse();
      byte[] twice =
          (text.substring(0, end) + text.substring(page)).getBytes(StandardCharsets.ISO_8859_1);
      assertThat(isBelieved(twice, "film.ogv")).as("twice the page at %d", page).isFalse();
    }
  }

  private static OptionalInt next(String text, int page) {
    int next = text.indexOf("OggS", page + 1);
    return next < 0 ? OptionalInt.empty() : OptionalInt.of(next);
  }

  @Test
  void noMatroskaHasAnyNumberOfTracks() throws Exception {
    byte[] whole = movie(MATROSKA);
    int header = find(whole, "\u0018S\u0080g");
    ByteBuffer blocks = ByteBuffer.allocate(4 * 200);
    for (int track = 0; track < 200; track++) {
      blocks.put((byte) 0xA3).put((byte) 0x82).put((byte) (0x40 + track / 256)).put((byte) track);
    }
    ByteBuffer file = ByteBuffer.allocate(header + 12 + 12 + blocks.capacity());
    file.put(whole, 0, header);
    file.putInt(0x18538067).putLong(0x01L << 56 | (12 + blocks.capacity()));
    file.putInt(0x1F43B675).putLong(0x01L << 56 | blocks.capacity()).put(blocks.array());
    assertThat(fault(file.array(), MATROSKA, 1)).endsWith("it has more than 128 tracks");
  }

  @Test
  void noOggHasAnyNumberOfStreams() throws Exception {
    ByteBuffer file = ByteBuffer.allocate(200 * 27).order(ByteOrder.LITTLE_ENDIAN);
    for (int stream = 0; stream < 200; stream++) {
      ByteBuffer page = ByteBuffer.allocate(27).order(ByteOrder.LITTLE_ENDIAN);
      page.put("OggS".getBytes(StandardCharsets.ISO_8859_1)).put(5, (byte) 6).putInt(14, stream);
      OggSum sum = new OggSum();
      sum.update(page.array(), 0, 27);
      file.put(page.putInt(22, (int) sum.getValue()).array());
    }
    assertThat(fault(file.array(), "film.ogv", 1)).endsWith("it has more than 128 streams");
  }

  @Test
  void neitherIsTheOther() throws Exception {
    assertThat(isBelieved(movie(MATROSKA), "film.ogv")).isFalse();
    assertThat(isBelieved(movie("blender_theora.ogv"), "film.mkv")).isFalse();
    assertThat(isBelieved(new byte[0], "film.webm")).isFalse();
  }
}
