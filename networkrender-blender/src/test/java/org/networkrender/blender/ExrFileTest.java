package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.PixelSize;

/** Whether an OpenEXR file is whole is seen without decoding it, and no bytes make that fail. */
class ExrFileTest {
  private static final PixelSize SIZE = new PixelSize(3, 40);

  @TempDir Path directory;

  /** Three chunks of 16 lines, with a manifest that is longer than the first look. */
  private static byte[] file(int manifest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(little(20000630, 2));
    attribute(out, "manifest", "string", new byte[manifest]);
    attribute(out, "compression", "compression", new byte[] {3});
    attribute(out, "dataWindow", "box2i", little(5, 7, 7, 46));
    out.write(0);
    int start = bytes.size() + 3 * Long.BYTES;
    for (int chunk = 0; chunk < 3; chunk++) {
      out.write(little(start + chunk * 18, 0));
    }
    for (int chunk = 0; chunk < 3; chunk++) {
      out.write(little(7 + chunk * 16, 10));
      out.write(new byte[10]);
    }
    return bytes.toByteArray();
  }

  private static void attribute(DataOutputStream out, String name, String type, byte[] value)
      throws IOException {
    out.write((name + "\0" + type + "\0").getBytes(StandardCharsets.US_ASCII));
    out.write(little(value.length));
    out.write(value);
  }

  private static byte[] little(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(buffer::putInt);
    return buffer.array();
  }

  private Optional<String> fault(byte[] bytes, PixelSize expected) throws IOException {
    Path file = Files.write(directory.resolve("a.exr"), bytes);
    return PictureCheck.fault(file, Optional.of(expected));
  }

  @Test
  void aWholeFileHasNoFault() throws IOException {
    assertThat(fault(file(10), SIZE)).isEmpty();
    assertThat(fault(file(3_000_000), SIZE)).isEmpty();
    assertThat(fault(file(10), new PixelSize(4, 40))).contains("is 3x40 pixels and not 4x40");
  }

  @Test
  void aFileThatEndsTooEarlyIsCutOff() throws IOException {
    byte[] whole = file(10);
    for (int length = 25; length < whole.length; length++) {
      assertThat(fault(Arrays.copyOf(whole, length), SIZE)).as("%d bytes", length).isPresent();
    }
  }

  @Test
  void noBytesMakeTheLookItselfFail() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = file(10);
      for (int flip = 0; flip < 3; flip++) {
        bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
      }
      assertThat(fault(bytes, SIZE)).isNotNull();
    }
  }
}
