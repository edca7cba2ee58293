package org.networkrender.core.image;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;

/** Joins OpenEXR files: see {@link TileCompositor}. */
final class ExrJoin {
  /** Rows that are made at once where a chunk has a single one. */
  private static final int BAND_ROWS = 16;

  private final ExrSources sources;
  private final ExrBandFiller filler;

  private ExrJoin(ExrSources sources, ExrBandFiller filler) {
    this.sources = sources;
    this.filler = filler;
  }

  static void join(JoinRequest request, int threads)
      throws BrokenPictureException, IOException, InterruptedException {
    ExrSources sources = ExrSources.read(request);
    ExrJoin join = new ExrJoin(sources, new ExrBandFiller(request, sources, KeptGroup.of(request)));
    int bands = join.bandsInFlight(request, threads);
    boolean done = false;
    try {
      try (ExrWriter writer =
              ExrWriter.create(request.target(), sources.target(), sources.multipart());
          BandPipeline pipeline = new BandPipeline(threads, bands)) {
        for (int header = 0; header < sources.target().size(); header++) {
          join.submit(header, pipeline, writer);
        }
        pipeline.drain();
        writer.force();
      }
      done = true;
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(e);
    } finally {
      if (!done) {
        Files.deleteIfExists(request.target());
      }
    }
  }

  private void submit(int header, BandPipeline pipeline, ExrWriter writer)
      throws BrokenPictureException, IOException, InterruptedException {
    ExrHeader target = sources.target().get(header);
    int rows = bandRows(target);
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

  private static int bandRows(ExrHeader target) {
    int chunk = target.compression().rows();
    long fits = ExrBlock.limit() / target.rowBytes();
    return Math.max(chunk, (int) Math.min(BAND_ROWS, fits));
  }

  /** Returns how many bands may be under way at once, so that they fit into memory. */
  private int bandsInFlight(JoinRequest request, int threads) throws IOException {
    long room = Runtime.getRuntime().maxMemory() / 2;
    long bytes = 0;
    for (int i = 0; i < sources.target().size(); i++) {
      ExrHeader target = sources.target().get(i);
      int rows = Math.min(bandRows(target), target.size().height());
      if (rows * target.rowBytes() > ExrBlock.limit()) {
        throw new IOException(
            request.target() + " has rows that are too long for Java's memory: raise -Xmx");
      }
      long part = 0;
      for (ExrFile file : sources.files()) {
        part = Math.max(part, file.headers().get(i).chunkBytes());
      }
      long means = filler.meanValues(target) * rows * Double.BYTES;
      bytes = Math.max(bytes, 2L * rows * target.rowBytes() + 2 * part + means);
    }
    if (bytes > room) {
      throw new IOException(
          request.target() + " has rows that are too long for Java's memory: raise -Xmx");
    }
    // One more than there are threads, so that none waits for the disk.
    return (int) Math.max(1, Math.min(threads + 1L, room / bytes));
  }
}
