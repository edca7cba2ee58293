package org.networkrender.examples.povray;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.PartFormat.SampleRules;
import org.networkrender.api.backend.PartFormat.TileRules;

/**
 * How POV-Ray renders a tile: a partial render of the frame, cut out of the file of full size that
 * it writes. Parts have the depth of the frame, so that what is joined is the frame.
 */
final class PovRayParts {
  /**
   * What makes a pixel depend on chance, or on those rendered before it. Measured on 3.7.0.10:
   * tiles of scenes without these, not anti-aliased or with method 2, jittered or not, have every
   * bit of the whole frame; with radiosity, jitter of area lights or crand they have not. The
   * others are refused because their documentation speaks of random samples.
   */
  private static final Pattern DEPENDENT =
      Pattern.compile("\\b(radiosity|photons|jitter|crand|aperture|media|subsurface)\\b");

  private static final Set<String> ON = Set.of("on", "true", "yes", "1");

  private PovRayParts() {}

  /** Returns how a frame of a scene is rendered in parts. */
  static PartFormat format(Path scene, PixelSize size, Map<String, String> ini, int depth)
      throws RenderException {
    return new PartFormat(
        size,
        PixelRegion.whole(size),
        new PictureName("part_####.png"),
        false,
        3 * depth / Byte.SIZE,
        "",
        tiles(scene, ini),
        SampleRules.refused("POV-Ray cannot render a part of the samples"));
  }

  private static TileRules tiles(Path scene, Map<String, String> ini) throws RenderException {
    boolean antialiased =
        ON.contains(ini.getOrDefault("antialias", "off").toLowerCase(Locale.ROOT));
    if (antialiased && !ini.getOrDefault("sampling_method", "1").equals("2")) {
      // Measured: some pixels differ however wide the tiles overlap.
      return TileRules.refused(
          "anti-aliasing of method 1 depends on where tiles begin; set Sampling_Method=2");
    }
    for (String text : PovRayScene.texts(scene)) {
      Matcher dependent = DEPENDENT.matcher(text);
      if (dependent.find()) {
        return TileRules.refused(
            "the scene has " + dependent.group() + ", which may differ from tile to tile");
      }
    }
    return new TileRules(0, "");
  }

  /** Returns the settings of a partial render; POV-Ray counts from 1. */
  static List<String> arguments(PixelRegion region) {
    return List.of(
        "Start_Column=" + (region.x() + 1),
        "End_Column=" + (region.x() + region.width()),
        "Start_Row=" + (region.y() + 1),
        "End_Row=" + (region.y() + region.height()));
  }

  /** Cuts a region out of a PNG file, with all that the file says about its colours. */
  static void cut(Path picture, PixelRegion region, Path target) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    ImageWriter writer = ImageIO.getImageWriter(reader);
    try (ImageInputStream in = ImageIO.createImageInputStream(picture.toFile());
        ImageOutputStream out = ImageIO.createImageOutputStream(target.toFile())) {
      reader.setInput(in, true, false);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(region.x(), region.y(), region.width(), region.height()));
      writer.setOutput(out);
      writer.write(new IIOImage(reader.read(0, param), null, reader.getImageMetadata(0)));
    } finally {
      reader.dispose();
      writer.dispose();
    }
  }
}
