package org.networkrender.core.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;
import org.networkrender.api.Sha256;
import org.networkrender.api.split.Task;
import org.networkrender.api.split.Tile;

/**
 * The names under which parts are kept. A name tells all that a part is made from: the job, the
 * frame, the pixels and the samples, so that a part that is there is never taken for another.
 *
 * @param job what the pictures are made from
 * @param picture the name of a frame's first picture
 * @param file the name of a part's file, for its extension
 */
public record PartNames(Sha256 job, PictureName picture, PictureName file) {

  /** Returns the name of a part. */
  String part(int frame, Task part) {
    StringBuilder name = new StringBuilder(ofFrame(frame, picture)).append(job.abbreviated());
    Tile tile = part.tile();
    if (tile != null) {
      PixelRegion region = tile.rendered();
      name.append('-').append(region.width()).append('x').append(region.height());
      name.append('+').append(region.x()).append('+').append(region.y());
    }
    SampleRange samples = part.samples();
    if (samples != null) {
      name.append("-s").append(samples.first()).append('+').append(samples.count());
    }
    return name.append(extension(frame)).toString();
  }

  /** Returns the name of the joined parts of a frame. */
  String joined(int frame) {
    return ofFrame(frame, picture) + job.abbreviated() + "-joined" + extension(frame);
  }

  /**
   * Returns what the name of every part of a frame begins with, whatever job it is of. It tells the
   * picture too, in a few characters: several scenes may have theirs in one directory.
   */
  static String ofFrame(int frame, PictureName picture) {
    String name = picture.forFrame(frame);
    return "frame-" + frame + '-' + Sha256.of(name.getBytes(UTF_8)).abbreviated() + '-';
  }

  private String extension(int frame) {
    String name = file.forFrame(frame);
    return name.substring(Math.max(0, name.lastIndexOf('.')));
  }
}
