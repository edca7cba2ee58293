package org.networkrender.blender;

import java.util.List;
import org.networkrender.api.ProviderOption;

/** The options of a job that this backend knows. */
final class BlenderOptions {
  /** {@code off}: the scene is rendered without its denoising. */
  static final String DENOISE = "denoise";

  /** A file format by Blender's own name, such as {@code PNG} or {@code OPEN_EXR}. */
  static final String FORMAT = "format";

  /** How much bigger the picture is than the scene says: a percentage such as {@code 200%}. */
  static final String SCALE = "scale";

  /** The picture's size instead of the scene's, such as {@code 16384x9216}. */
  static final String SIZE = "size";

  /** Which Blender renders, such as {@code 4.5} or {@code 4.5.15}. */
  static final String VERSION = "version";

  static final List<ProviderOption> ALL =
      List.of(
          ProviderOption.ofJob(DENOISE, "off: without denoising"),
          ProviderOption.ofJob(
              FORMAT, "a picture format by Blender's own name, such as PNG or OPEN_EXR"),
          ProviderOption.ofJob(SCALE, "a bigger or smaller picture, such as 200%"),
          ProviderOption.ofJob(SIZE, "another picture size, such as 16384x9216"),
          ProviderOption.ofJob(VERSION, "which Blender renders, such as 4.5 or 4.5.15"));

  private BlenderOptions() {}
}
