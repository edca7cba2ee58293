package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.networkrender.api.PixelRegion;

/** Takes the rows of a band out of the parts. Threads may share it. */
final class ExrBandFiller {
  private final List<JoinRequest.Part> parts;
  private final ExrSources sources;
  private final ImmutableList<KeptGroup> groups;
  private final Set<String> firstOnly;

  ExrBandFiller(JoinRequest request, ExrSources sources, ImmutableList<KeptGroup> groups)
      throws BrokenPictureException {
    this.parts = request.parts();
    this.sources = sources;
    this.groups = groups;
    this.firstOnly = ExrNames.ofFile(request.firstOnly());
    for (KeptGroup group : groups) {
      boolean hasFirst = parts.get(group.parts().get(0)).firstSample() == 0;
      if (group.parts().size() > 1 && !hasFirst && !firstOnly.isEmpty()) {
        throw new BrokenPictureException(
            "no part begins with sample 0 at " + group.kept().x() + "," + group.kept().y());
      }
    }
  }

  /** Fills a band. What no part keeps becomes zero. */
  void fill(ExrBand band) throws BrokenPictureException, IOException {
    ExrHeader target = sources.target().get(band.header());
    int size = (int) (target.rowBytes() * (band.end() - band.top()));
    Arrays.fill(band.rows.data(size), 0, size, (byte) 0);
    for (KeptGroup group : groups) {
      PixelRegion kept = group.kept();
      if (kept.y() >= band.end()) {
        break;
      }
      if (kept.y() + kept.height() > band.top()) {
        if (group.parts().size() == 1) {
          int part = group.parts().get(0);
          read(part, band, (row, data, at) -> copy(part, band, row, data, at));
        } else {
          average(group, band);
        }
      }
    }
  }

  private void average(KeptGroup group, ExrBand band) throws BrokenPictureException, IOException {
    ExrHeader target = sources.target().get(band.header());
    int width = group.kept().width();
    int rowValues = width * target.channels().size();
    band.mean.reserve(rowValues * (band.end() - band.top()));
    double weight = 0;
    for (int part : group.parts()) {
      double samples = parts.get(part).samples();
      boolean first = weight == 0;
      weight += samples;
      read(
          part,
          band,
          (row, data, at) -> {
            if (first) {
              // The channels that are no means keep these values.
              copy(part, band, row, data, at);
            }
            int sum = (row - band.top()) * rowValues;
            for (ExrColumns c : ExrColumns.of(target, parts.get(part))) {
              band.mean.add(c.type(), data, at + c.from(), width, samples, first, sum);
              sum += width;
            }
          });
    }
    int top = Math.max(band.top(), group.kept().y());
    int end = Math.min(band.end(), group.kept().y() + group.kept().height());
    for (int row = top; row < end; row++) {
      int sum = (row - band.top()) * rowValues;
      int place = rowPlace(band, target, row);
      for (ExrColumns c : ExrColumns.of(target, parts.get(group.parts().get(0)))) {
        if (!ExrNames.contains(firstOnly, target, c.channel())) {
          band.mean.write(c.type(), band.rows.data(), place + c.to(), width, weight, sum);
        }
        sum += width;
      }
    }
  }

  private void copy(int part, ExrBand band, int row, byte[] data, int at) {
    ExrHeader target = sources.target().get(band.header());
    int width = parts.get(part).kept().width();
    int place = rowPlace(band, target, row);
    for (ExrColumns c : ExrColumns.of(target, parts.get(part))) {
      System.arraycopy(
          data, at + c.from(), band.rows.data(), place + c.to(), width * c.type().bytes());
    }
  }

  private static int rowPlace(ExrBand band, ExrHeader target, int row) {
    return (int) ((row - band.top()) * target.rowBytes());
  }

  /** Gives the rows of a part that lie in a band and are kept to a sink. */
  private void read(int number, ExrBand band, RowSink sink)
      throws BrokenPictureException, IOException {
    JoinRequest.Part part = parts.get(number);
    ExrFile file = sources.files().get(number);
    ExrHeader header = file.headers().get(band.header());
    int rows = header.compression().rows();
    int top = part.rendered().y();
    int first = Math.max(band.top(), part.kept().y()) - top;
    int end = Math.min(band.end(), part.kept().y() + part.kept().height()) - top;
    try (FileChannel channel = file.open()) {
      for (int chunk = first / rows; chunk * rows < end; chunk++) {
        file.load(channel, band.header(), chunk, band.part);
        int last = Math.min(end, (chunk + 1) * rows);
        for (int row = Math.max(first, chunk * rows); row < last; row++) {
          int at = (int) ((row - chunk * rows) * header.rowBytes());
          sink.accept(row + top, band.part.data(), at);
        }
      }
    }
  }

  /** Takes a row of the canvas that begins at a place of some bytes. */
  private interface RowSink {
    void accept(int row, byte[] data, int at);
  }
}
