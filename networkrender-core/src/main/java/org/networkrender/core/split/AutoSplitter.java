package org.networkrender.core.split;

import java.util.List;
import java.util.Optional;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;

/**
 * What pays: whole frames for an animation; for a still tiles, sample ranges or one piece, by what
 * the frame costs. Sample ranges are not the same to the last bit, so they have to be much better
 * than tiles, and are not taken at all when the option {@code exact} is {@code true}. An option of
 * the tile or the sample splitter asks for that one.
 */
public final class AutoSplitter implements JobSplitter {
  private final TileSplitter tiles = new TileSplitter();
  private final SampleSplitter samples = new SampleSplitter();
  private final FrameSplitter frames = new FrameSplitter();

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public String description() {
    return "Chooses what pays: frames, or tiles or samples for a still, and says why";
  }

  @Override
  public List<ProviderOption> options() {
    return List.of(TileSplitter.TILES, SampleSplitter.RANGES, PartRequest.EXACT);
  }

  @Override
  public SplitPlan split(SplitRequest request) throws RenderException {
    boolean wantsTiles = request.options().containsKey(TileSplitter.OPTION);
    boolean wantsSamples = request.options().containsKey(SampleSplitter.OPTION);
    if (wantsTiles && wantsSamples) {
      throw RenderException.user(
          "Both tiles and sample ranges are asked for", "Ask for one of them");
    }
    if (wantsTiles) {
      return tiles.split(request);
    }
    if (wantsSamples) {
      return samples.split(request);
    }
    if (request.frames().size() != 1) {
      return frames.split(request);
    }
    Optional<PartFormat> parts = request.scene().parts();
    StillChoice choice =
        parts.isPresent()
            ? new StillChooser(request, parts.get()).choose()
            : StillChoice.onePiece("this renderer cannot render parts of a frame");
    return new SplitPlan(
        choice.parts().isEmpty() ? frames.split(request).tasks() : choice.parts(), choice.words());
  }
}
