package org.networkrender.core.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.function.Predicate;
import org.networkrender.api.PixelRegion;

/** Draws parts that are OpenEXR files: see {@link PreviewPicture}. */
final class ExrPreview {
  private static final String[] COLORS = {"R", "G", "B"};

  private ExrPreview() {}

  static void draw(JoinRequest.Part part, String prefix, PreviewCanvas picture)
      throws BrokenPictureException, IOException {
    ExrFile file = ExrFile.read(part.file(), part.file().toString(), false);
    for (int i = 0; i < file.headers().size(); i++) {
      ExrHeader header = file.headers().get(i);
      ExrChannel[] colors = find(header, ExrNames.ofFile(prefix));
      if (colors.length == COLORS.length) {
        if (!header.size().equals(part.rendered().size())) {
          throw new BrokenPictureException(
              file.name() + " is " + header.size() + " pixels, not " + part.rendered().size());
        }
        draw(file, i, part, colors, picture);
        return;
      }
    }
    throw new BrokenPictureException(file.name() + " has no channels " + prefix + "R, G and B");
  }

  /** Returns three channels, or none. */
  private static ExrChannel[] find(ExrHeader header, String prefix) {
    ExrChannel[] found = new ExrChannel[COLORS.length];
    for (int i = 0; i < COLORS.length; i++) {
      String exact = prefix + COLORS[i];
      String end = "." + COLORS[i];
      Predicate<String> similar = name -> name.startsWith(prefix) && name.endsWith(end);
      ExrChannel channel =
          header.channels().stream()
              .filter(each -> is(header, each, exact::equals))
              .findFirst()
              .or(
                  () ->
                      header.channels().stream()
                          .filter(each -> is(header, each, similar))
                          .findFirst())
              .orElse(null);
      if (channel == null) {
        return new ExrChannel[0];
      }
      found[i] = channel;
    }
    return found;
  }

  private static boolean is(ExrHeader header, ExrChannel channel, Predicate<String> name) {
    return name.test(channel.name()) || name.test(ExrNames.whole(header, channel));
  }

  private static void draw(
      ExrFile file, int number, JoinRequest.Part part, ExrChannel[] colors, PreviewCanvas picture)
      throws BrokenPictureException, IOException {
    ExrHeader header = file.headers().get(number);
    PixelRegion kept = part.kept();
    int left = kept.x() - part.rendered().x();
    int top = kept.y() - part.rendered().y();
    int rows = header.compression().rows();
    int[] places = new int[COLORS.length];
    int before = 0;
    for (ExrChannel channel : header.channels()) {
      for (int i = 0; i < COLORS.length; i++) {
        if (channel.equals(colors[i])) {
          places[i] = before * header.size().width() + left * channel.type().bytes();
        }
      }
      before += channel.type().bytes();
    }
    try (FileChannel channel = file.open();
        ExrBlock block = new ExrBlock()) {
      for (int chunk = top / rows; chunk * rows < top + kept.height(); chunk++) {
        file.load(channel, number, chunk, block);
        int end = Math.min(top + kept.height(), (chunk + 1) * rows);
        for (int row = Math.max(top, chunk * rows); row < end; row++) {
          int at = (int) ((row - chunk * rows) * header.rowBytes());
          byte[] data = block.data();
          picture.add(
              kept.x(),
              row + part.rendered().y(),
              kept.width(),
              part.samples(),
              (x, color) -> {
                ExrType type = colors[color].type();
                return WeightedMean.value(type, data, at + places[color] + x * type.bytes());
              });
        }
      }
    }
  }
}
