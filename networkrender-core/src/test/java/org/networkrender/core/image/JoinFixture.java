package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/** Joins parts into a picture, on a small disk in memory. */
abstract class JoinFixture {
  static final ImmutableList<ExrCompression> PACKINGS =
      ImmutableList.of(
          ExrCompression.NONE, ExrCompression.RLE, ExrCompression.ZIPS, ExrCompression.ZIP);

  static final int DISK = 8 << 20;

  FileSystem memory;
  Path directory;

  @BeforeEach
  void begin() {
    memory = Jimfs.newFileSystem(Configuration.unix().toBuilder().setMaxSize(DISK).build());
    directory = memory.getPath("/");
  }

  @AfterEach
  void end() throws Exception {
    memory.close();
  }

  List<TestPicture> join(JoinRequest request, Random random) throws Exception {
    new TileCompositor(1 + random.nextInt(3)).join(request);
    return TestPicture.read(request.target());
  }

  Path target() {
    return directory.resolve("joined.exr");
  }

  static List<TestPicture> pictures(Random random, PixelSize size) {
    List<TestPicture> pictures = new ArrayList<>();
    boolean multipart = random.nextInt(3) == 0;
    for (int i = multipart ? 1 + random.nextInt(3) : 1; i > 0; i--) {
      pictures.add(
          TestPicture.random(
              random,
              multipart ? "picture" + i : "",
              TestPicture.channels(random, 1 + random.nextInt(5)),
              size,
              PACKINGS.get(random.nextInt(PACKINGS.size()))));
    }
    return pictures;
  }

  JoinRequest.Part part(
      List<TestPicture> whole,
      PixelRegion kept,
      PixelRegion rendered,
      int firstSample,
      int samples,
      int number,
      @Nullable Random mix)
      throws IOException {
    List<TestPicture> cut = new ArrayList<>();
    for (TestPicture picture : whole) {
      TestPicture small = picture.cut(rendered);
      if (mix != null) {
        ExrHeader header = small.header();
        small =
            new TestPicture(
                TestPicture.header(
                    header.name(),
                    header.channels(),
                    mix.nextInt(9) - 4,
                    header.size(),
                    PACKINGS.get(mix.nextInt(PACKINGS.size()))),
                small.rows());
      }
      cut.add(small);
    }
    Path file = TestPicture.write(directory.resolve("part" + number + ".exr"), cut);
    return new JoinRequest.Part(file, kept, rendered, firstSample, samples);
  }
}
