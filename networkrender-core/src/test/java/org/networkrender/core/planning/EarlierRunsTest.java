package org.networkrender.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.Sha256;
import org.networkrender.core.assembly.MoviePlan;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.output.FrameFiles;
import org.networkrender.core.output.FrameFiles.FrameFile;
import org.networkrender.core.output.OutputDirectory;

class EarlierRunsTest {
  private static final FrameSet FRAMES = FrameSet.parse("1-3");

  @TempDir Path directory;

  private static Sha256 identity(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whoever lets pictures be rendered again has not been asked about a file elsewhere. */
  @Test
  void whoDecidesAboutPicturesIsAskedAboutAnUnknownMovieToo() throws Exception {
    Path pictures = Files.createDirectories(directory.resolve("pictures"));
    Files.writeString(pictures.resolve("0002.png"), "painted");
    Files.writeString(directory.resolve("film.mp4"), "mine");
    FrameFile file = new FrameFile("movie-0.mp4", "../film.mp4", FrameFile.Kind.MOVIE);
    MoviePlan movie = new MoviePlan(0, file, FRAMES, identity("movie"));
    List<String> asked = new ArrayList<>();
    try (OutputDirectory output = OutputDirectory.open(pictures)) {
      EarlierRuns runs =
          new EarlierRuns(
              JobOrder.animation(directory.resolve("scene.fake"), pictures),
              output,
              found -> {
                asked.add(found);
                return found.contains("movie") ? Existing.KEEP : Existing.OVERWRITE;
              },
              notice -> {});
      EarlierRuns.Done done =
          runs.of(
              List.of(movie),
              FRAMES,
              FrameFiles.of(List.of(new PictureName("####.png"))),
              identity("job"),
              new PixelSize(8, 8));

      assertThat(asked).hasSize(2);
      assertThat(done.movies()).isEmpty();
      assertThat(done.kept()).isEqualTo(FrameSet.empty());
    }
  }
}
