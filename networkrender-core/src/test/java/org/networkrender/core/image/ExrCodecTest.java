package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.networkrender.api.PixelSize;

@Tag("beside-others")
class ExrCodecTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"NONE", "RLE", "ZIPS", "ZIP"})
  void whatIsWrittenIsReadAgainBitByBit(ExrCompression how) throws Exception {
    Random random = new Random(how.code());
    for (int i = 0; i < 200; i++) {
      PixelSize size = new PixelSize(1 + random.nextInt(40), 1 + random.nextInt(50));
      List<TestPicture> pictures = new ArrayList<>();
      boolean multipart = random.nextBoolean();
      for (int number = multipart ? 1 + random.nextInt(3) : 1; number > 0; number--) {
        pictures.add(
            TestPicture.random(
                random,
                multipart ? "picture" + number : "",
                TestPicture.channels(random, 1 + random.nextInt(6)),
                size,
                how));
      }
      List<TestPicture> again =
          TestPicture.read(TestPicture.write(directory.resolve("a.exr"), pictures));
      assertThat(again).hasSameSizeAs(pictures);
      for (int number = 0; number < pictures.size(); number++) {
        assertThat(again.get(number).rows()).isEqualTo(pictures.get(number).rows());
        assertThat(again.get(number).header())
            .usingRecursiveComparison()
            .isEqualTo(pictures.get(number).header());
      }
    }
  }

  @Test
  void runLengthsAreUndoneWhateverTheBytes() {
    Random random = new Random(5);
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(600)];
      int kinds = 1 + random.nextInt(4);
      int stay = 1 + random.nextInt(300);
      byte value = 0;
      for (int at = 0; at < bytes.length; at++) {
        value = random.nextInt(stay) == 0 ? (byte) random.nextInt(kinds) : value;
        bytes[at] = value;
      }
      byte[] packed = new byte[bytes.length];
      int size = RunLength.pack(bytes, bytes.length, packed, 0);
      assertThat(size).isBetween(1, bytes.length);
      if (size < bytes.length) {
        byte[] again = new byte[bytes.length];
        assertThat(RunLength.unpack(packed, 0, size, again, bytes.length)).isTrue();
        assertThat(again).isEqualTo(bytes);
      }
    }
  }

  @Test
  void everyHalfIsItselfAgain() {
    for (int bits = 0; bits < 0x10000; bits++) {
      double value = HalfFloat.toDouble((short) bits);
      int expected = Double.isNaN(value) ? (bits & 0x8000) | 0x7e00 : bits;
      assertThat(HalfFloat.ofDouble(value) & 0xffff).isEqualTo(expected);
    }
  }

  @Test
  void halvesAreRoundedToTheNearestAndToEvenOnes() {
    for (int bits = 0; bits < 0x7bff; bits++) {
      double low = HalfFloat.toDouble((short) bits);
      double high = HalfFloat.toDouble((short) (bits + 1));
      double middle = (low + high) / 2;
      int even = (bits & 1) == 0 ? bits : bits + 1;
      assertThat(HalfFloat.ofDouble(middle)).isEqualTo((short) even);
      assertThat(HalfFloat.ofDouble(Math.nextDown(middle))).isEqualTo((short) bits);
      assertThat(HalfFloat.ofDouble(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
    }
    assertThat(HalfFloat.ofDouble(65519.99)).isEqualTo((short) 0x7bff);
    assertThat(HalfFloat.ofDouble(-65520)).isEqualTo((short) 0xfc00);
  }
}
