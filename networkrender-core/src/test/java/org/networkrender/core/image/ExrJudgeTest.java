package org.networkrender.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/** OpenImageIO judges what is read and written here, on files of Blender and of its own. */
@Tag("beside-others")
class ExrJudgeTest {
  /** Left, top, right and bottom halves that are not halves: no edge is one of a chunk. */
  private static final int CUT_X = 13;

  private static final int CUT_Y = 11;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "half-zip",
        "half-rle",
        "half-none",
        "float-zip",
        "float-zips",
        "float-rle",
        "multilayer-zip",
        "multilayer-half-zips",
        "multiview-zip"
      })
  void picturesOfBlenderAreJoinedFromTilesOfBothWriters(String name) throws Exception {
    Path original = fixture(name);
    ExrFile file = ExrFile.read(original, name, true);
    PixelSize size = file.headers().get(0).size();
    PictureCheck.check(original, original.toString(), size);
    for (boolean own : new boolean[] {true, false}) {
      Path joined = join(original, size, own);
      ImageProgram.assertEqual(original, joined);
      if (own) {
        // The other program makes all channels float if one is.
        assertThat(TestPicture.read(joined).get(0).rows())
            .isEqualTo(TestPicture.read(original).get(0).rows());
      }
      PictureCheck.check(joined, joined.toString(), size);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "uint32,none", "uint32,rle", "uint32,zips", "uint32,zip",
    "half,none", "half,rle", "half,zips", "half,zip",
    "float,none", "float,rle", "float,zips", "float,zip"
  })
  void picturesOfOpenImageIoAreJoined(String type, String packing) throws Exception {
    Path original = directory.resolve("original.exr");
    ImageProgram.run(
        "oiiotool",
        "--pattern",
        "noise:type=uniform:min=0:max=1:mono=0",
        "61x37",
        "5",
        "-d",
        type,
        "--compression",
        packing,
        "-o",
        original);
    ImageProgram.assertEqual(original, join(original, new PixelSize(61, 37), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "rle", "zips", "zip"})
  void multipartPicturesOfOpenImageIoAreJoined(String packing) throws Exception {
    Path original = directory.resolve("original.exr");
    ImageProgram.run(
        "oiiotool",
        "--pattern",
        "noise:type=uniform:min=0:max=1:mono=0",
        "61x37",
        "3",
        "-d",
        "half",
        "--pattern",
        "fill:top=0.1,0.2:bottom=0.5,0.7",
        "61x37",
        "2",
        "-d",
        "float",
        "--siappend",
        "--compression",
        packing,
        "-o",
        original);
    assertThat(ExrFile.read(original, "original.exr", true).headers()).hasSize(2);
    ImageProgram.assertEqual(original, join(original, new PixelSize(61, 37), true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float-piz", "half-dwaa", "float-pxr24", "half-b44"})
  void otherPackingsAreCheckedAndNotJoined(String name) throws Exception {
    Path original = fixture(name);
    PixelSize size = new PixelSize(37, 33);
    PictureCheck.check(original, "a.exr", size);
    PixelRegion all = PixelRegion.whole(size);
    JoinRequest request =
        new JoinRequest(
            size,
            List.of(new JoinRequest.Part(original, all, all, 0, 1)),
            List.of(),
            directory.resolve("joined.exr"));
    assertThatThrownBy(() -> new TileCompositor(1).join(request))
        .isInstanceOf(BrokenPictureException.class)
        .hasMessageContaining("render tiles with ZIP");
  }

  /** Cuts a picture into four, with this package's writer or with oiiotool, and joins it again. */
  private Path join(Path original, PixelSize size, boolean own) throws Exception {
    List<JoinRequest.Part> parts = new ArrayList<>();
    List<Object> cutting = new ArrayList<>(List.of("oiiotool"));
    for (int i = 0; i < 4; i++) {
      int x = i % 2 == 0 ? 0 : CUT_X;
      int y = i / 2 == 0 ? 0 : CUT_Y;
      int width = i % 2 == 0 ? CUT_X : size.width() - CUT_X;
      int height = i / 2 == 0 ? CUT_Y : size.height() - CUT_Y;
      PixelRegion kept = new PixelRegion(x, y, width, height);
      Path tile = directory.resolve("tile" + i + ".exr");
      if (own) {
        cut(original, kept, tile);
      } else {
        String place = width + "x" + height + "+" + x + "+" + y;
        cutting.addAll(List.of(original, "--cut", place, "-o", tile));
      }
      parts.add(new JoinRequest.Part(tile, kept, kept, 0, 1));
    }
    if (!own) {
      ImageProgram.run(cutting.toArray());
    }
    Path joined = directory.resolve("joined.exr");
    new TileCompositor(2).join(new JoinRequest(size, parts, List.of(), joined));
    return joined;
  }

  private static void cut(Path original, PixelRegion kept, Path tile) throws Exception {
    List<TestPicture> cut = new ArrayList<>();
    for (TestPicture picture : TestPicture.read(original)) {
      ExrHeader header = picture.header();
      cut.add(
          new TestPicture(
              header.resized(kept.size(), header.compression()), picture.cut(kept).rows()));
    }
    TestPicture.write(tile, cut);
  }

  private Path fixture(String name) throws IOException {
    Path file = directory.resolve(name + ".exr");
    try (InputStream in = ExrJudgeTest.class.getResourceAsStream(name + ".exr")) {
      Files.copy(Objects.requireNonNull(in, name), file);
    }
    return file;
  }
}
