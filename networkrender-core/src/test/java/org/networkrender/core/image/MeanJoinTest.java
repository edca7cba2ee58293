package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/** Ranges of samples are joined by their means. */
@Tag("beside-others")
class MeanJoinTest extends JoinFixture {
  @Test
  void meansAreThoseOfAPlainComputation() throws Exception {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      PixelSize canvas = new PixelSize(1 + random.nextInt(40), 1 + random.nextInt(40));
      List<TestPicture> first = pictures(random, canvas);
      int ranges = 2 + random.nextInt(4);
      List<List<TestPicture>> pictures = new ArrayList<>();
      List<JoinRequest.Part> parts = new ArrayList<>();
      int samples = 0;
      for (int i = 0; i < ranges; i++) {
        List<TestPicture> range = new ArrayList<>();
        for (TestPicture picture : first) {
          ExrHeader header = picture.header();
          range.add(
              TestPicture.random(
                  random, header.name(), header.channels(), canvas, header.compression()));
        }
        pictures.add(range);
        int count = 1 + random.nextInt(100);
        parts.add(
            part(
                range,
                PixelRegion.whole(canvas),
                PixelRegion.whole(canvas),
                samples,
                count,
                i,
                null));
        samples += count;
      }
      String kept = first.get(0).header().channels().get(0).name();
      List<JoinRequest.Part> shuffled = new ArrayList<>(parts);
      Collections.shuffle(shuffled, random);
      List<TestPicture> joined =
          join(new JoinRequest(canvas, shuffled, List.of(utf8(kept)), target()), random);
      for (int i = 0; i < joined.size(); i++) {
        checkMeans(joined.get(i), i, pictures, parts, kept);
      }
    }
  }

  private static String utf8(String name) {
    return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static void checkMeans(
      TestPicture joined,
      int number,
      List<List<TestPicture>> pictures,
      List<JoinRequest.Part> parts,
      String firstOnly) {
    ExrHeader header = joined.header();
    for (int channel = 0; channel < header.channels().size(); channel++) {
      for (int y = 0; y < header.size().height(); y++) {
        for (int x = 0; x < header.size().width(); x++) {
          long actual = joined.bits(channel, x, y);
          if (header.channels().get(channel).name().equals(firstOnly)) {
            assertThat(actual).isEqualTo(pictures.get(0).get(number).bits(channel, x, y));
          } else {
            double sum = 0;
            double weight = 0;
            for (int i = 0; i < parts.size(); i++) {
              TestPicture picture = pictures.get(i).get(number);
              sum += parts.get(i).samples() * value(picture, channel, x, y);
              weight += parts.get(i).samples();
            }
            Double expected = rounded(header.channels().get(channel).type(), sum / weight);
            assertThat(Double.valueOf(value(joined, channel, x, y))).isEqualTo(expected);
          }
        }
      }
    }
  }

  private static double value(TestPicture picture, int channel, int x, int y) {
    long bits = picture.bits(channel, x, y);
    return switch (picture.header().channels().get(channel).type()) {
      case UINT -> bits;
      case FLOAT -> Float.intBitsToFloat((int) bits);
      case HALF -> HalfFloat.toDouble((short) bits);
    };
  }

  private static double rounded(ExrType type, double value) {
    return switch (type) {
      case UINT -> Math.rint(value);
      case FLOAT -> (float) value;
      case HALF -> HalfFloat.toDouble(HalfFloat.ofDouble(value));
    };
  }
}
