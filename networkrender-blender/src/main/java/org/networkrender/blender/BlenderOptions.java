package org.networkrender.blender;

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

  private BlenderOptions() {}
}
