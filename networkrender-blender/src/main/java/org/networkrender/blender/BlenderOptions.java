package org.networkrender.blender;

/** The options of a job that this backend knows. */
final class BlenderOptions {
  /** {@code off}: the scene is rendered without its denoising. */
  static final String DENOISE = "denoise";

  /** A file format by Blender's own name, such as {@code PNG} or {@code OPEN_EXR}. */
  static final String FORMAT = "format";

  private BlenderOptions() {}
}
