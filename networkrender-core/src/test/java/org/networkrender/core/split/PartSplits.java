package org.networkrender.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.PartFormat.SampleRules;
import org.networkrender.api.backend.PartFormat.TileRules;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitRequest;

/** Requests to split stills of all kinds. */
final class PartSplits {
  static final TileRules TILES = new TileRules(4, "");
  static final TileRules NO_TILES =
      TileRules.refused("EEVEE renders the whole frame for each tile");
  static final SampleRules SAMPLES = new SampleRules(128, "", "", List.of());
  static final SampleRules NO_SAMPLES = SampleRules.refused("the time for a frame is limited");

  private PartSplits() {}

  static PartFormat format(int width, int height, TileRules tiles, SampleRules samples) {
    PixelSize canvas = new PixelSize(width, height);
    return new PartFormat(
        canvas,
        PixelRegion.whole(canvas),
        new PictureName("part_####.exr"),
        true,
        16,
        "",
        tiles,
        samples);
  }

  static SplitRequest request(
      FrameSet frames, int slots, Map<String, String> options, Optional<PartFormat> parts) {
    SceneDescription scene =
        SceneDescription.builder(
                Path.of("scene").toAbsolutePath(),
                frames,
                new PixelSize(640, 360),
                List.of(new PictureName("shot_####.png")))
            .rendererVersion("1.0")
            .engine("ENGINE")
            .parts(parts)
            .build();
    return new SplitRequest(scene, frames, slots, options, SplitRequest.CostSource.NONE);
  }

  static SplitRequest still(int slots, Map<String, String> options, PartFormat parts) {
    return request(FrameSet.of(7), slots, options, Optional.of(parts));
  }

  static SplitRequest costing(SplitRequest request, SplitRequest.CostSource costs) {
    return new SplitRequest(
        request.scene(), request.frames(), request.slots(), request.options(), costs);
  }

  /** Returns what a user is told instead of a plan. */
  static String complaint(JobSplitter splitter, SplitRequest request) {
    RenderException error =
        catchThrowableOfType(RenderException.class, () -> splitter.split(request));
    assertThat(error).as("what splitting throws").isNotNull();
    assertThat(error.kind()).isEqualTo(ErrorKind.USER);
    assertThat(error.advice()).isNotEmpty();
    return error.line();
  }
}
