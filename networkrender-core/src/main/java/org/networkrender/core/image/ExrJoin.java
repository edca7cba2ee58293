package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;

/** Joins OpenEXR files: see {@link TileCompositor}. */
final class ExrJoin {
  private final ExrSources sources;
  private final ExrBandFiller filler;
  private final BandPlan plan;

  private ExrJoin(ExrSources sources, ExrBandFiller filler, BandPlan plan) {
    this.sources = sources;
    this.filler = filler;
    this.plan = plan;
  }

  static void join(JoinRequest request, int threads)
      throws BrokenPictureException, IOException, InterruptedException {
    try {
      ExrSources sources = ExrSources.read(request);
      ImmutableList<KeptGroup> groups = KeptGroup.of(request);
      ExrBandFiller filler = new ExrBandFiller(request, sources, groups);
      long memory = Runtime.getRuntime().maxMemory();
      BandPlan plan = BandPlan.of(request.target(), sources, groups, threads, memory);
      new ExrJoin(sources, filler, plan).write(request, threads);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  private void write(JoinRequest request, int threads)
      throws BrokenPictureException, IOException, InterruptedException {
    boolean done = false;
    try {
      writeBands(request, threads);
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(request.target());
      }
    }
  }

  private void writeBands(JoinRequest request, int threads)
      throws BrokenPictureException, IOException, InterruptedException {
    try (ExrWriter writer =
            ExrWriter.create(request.target(), sources.target(), sources.multipart());
        BandPipeline pipeline = new BandPipeline(threads, plan.inFlight())) {
      for (int header = 0; header < sources.target().size(); header++) {
        submit(header, pipeline, writer);
      }
      pipeline.drain();
      writer.force();
    }
  }

  private void submit(int header, BandPipeline pipeline, ExrWriter writer)
      throws BrokenPictureException, IOException, InterruptedException {
    ExrHeader target = sources.target().get(header);
    int rows = plan.rowsOf(target);
    int height = target.size().height();
    for (int top = 0; top < height; top += rows) {
      ExrBand band = pipeline.free().begin(header, top, Math.min(rows, height - top));
      pipeline.submit(
          band,
          () -> {
            filler.fill(band);
            band.pack(target);
          },
          () -> band.write(target, writer));
    }
  }
}
