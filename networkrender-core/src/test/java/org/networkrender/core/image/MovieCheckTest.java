package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Movies by the bytes that their containers have to have. */
class MovieCheckTest {
  @TempDir Path directory;

  private static byte[] box(String type, int bytes) {
    ByteBuffer box = ByteBuffer.allocate(8 + bytes).putInt(8 + bytes);
    return box.put(type.getBytes(StandardCharsets.US_ASCII)).array();
  }

  /** A box whose length is told in 64 bits. */
  private static byte[] longBox(String type, int bytes) {
    ByteBuffer box = ByteBuffer.allocate(16 + bytes).putInt(1);
    return box.put(type.getBytes(StandardCharsets.US_ASCII)).putLong(16 + bytes).array();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] mp4() {
    return joined(box("ftyp", 16), longBox("mdat", 100), box("moov", 40));
  }

  private static byte[] avi(int told, int there) {
    ByteBuffer file = ByteBuffer.allocate(8 + there).order(ByteOrder.LITTLE_ENDIAN);
    return file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(told).array();
  }

  private void accepts(String name, byte[] content) throws Exception {
    Path file = Files.write(directory.resolve("file"), content);
    assertThatCode(() -> MovieCheck.check(file, name, 1)).doesNotThrowAnyException();
  }

  private void refuses(String name, byte[] content) throws Exception {
    Path file = Files.write(directory.resolve("file"), content);
    assertThatThrownBy(() -> MovieCheck.check(file, name, 1))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessageStartingWith(name + " is not a whole movie");
  }

  @ParameterizedTest
  @ValueSource(strings = {"film.mp4", "film.MOV", "film.m4v"})
  void boxesFillTheFile(String name) throws Exception {
    accepts(name, mp4());
    refuses(name, Arrays.copyOf(mp4(), mp4().length - 1));
    refuses(name, joined(mp4(), new byte[3]));
    refuses(name, joined(box("ftyp", 16), longBox("mdat", 100)));
    refuses(name, joined(box("ftyp", 16), box("moov", 40)));
    refuses(name, new byte[100]);
    refuses(name, new byte[0]);
  }

  @Test
  void anAviIsNotLongerThanItsFile() throws Exception {
    accepts("film.avi", avi(100, 100));
    refuses("film.avi", avi(101, 100));
    // More than a number with a sign can tell.
    refuses("film.avi", avi(-8, 100));
    refuses("film.avi", mp4());
  }

  /** A file may end anywhere: that is what a check is for, and no defect. */
  @ParameterizedTest
  @ValueSource(strings = {"film.mp4", "film.mkv", "film.ogv", "film.avi", "film.dv"})
  void whatIsCutAnywhereIsBrokenOrAMovie(String name) throws Exception {
    byte[] matroska = ByteBuffer.allocate(64).putInt(0x1A45DFA3).array();
    byte[] ogg = "OggS and more than sixteen bytes".getBytes(StandardCharsets.US_ASCII);
    for (byte[] whole : List.of(mp4(), matroska, ogg, avi(100, 100))) {
      for (int bytes = 0; bytes <= whole.length; bytes++) {
        Path file = Files.write(directory.resolve("file"), Arrays.copyOf(whole, bytes));
        try {
          MovieCheck.check(file, name, 1);
        } catch (BrokenPictureException e) {
          assertThat(e).hasMessageStartingWith(name + " is not a whole movie");
        }
      }
    }
  }

  @Test
  void ofOthersNothingIsKnownButThatTheyAreNotEmpty() throws Exception {
    accepts("film.dv", new byte[] {1});
    accepts("film", new byte[] {1});
    refuses("film.dv", new byte[0]);
  }
}
