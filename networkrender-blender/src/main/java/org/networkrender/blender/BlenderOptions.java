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

  /** The scene of the file that is rendered. */
  static final String SCENE = "scene";

  /** The only view layer that is rendered. */
  static final String VIEW_LAYER = "view-layer";

  /** The camera that all frames are seen through. */
  static final String CAMERA = "camera";

  /** The render engine: {@code CYCLES}, {@code EEVEE} or {@code WORKBENCH}. */
  static final String ENGINE = "engine";

  /** How many samples a pixel gets, in Cycles and EEVEE. */
  static final String SAMPLES = "samples";

  /** What the noise of Cycles follows from. */
  static final String SEED = "seed";

  /** {@code on}: texts and drivers of the scene run Python. */
  static final String SCRIPTS = "scripts";

  /** ZIP files and names of add-ons that are enabled before the scene is opened, one a line. */
  static final String ADD_ONS = "addons";

  static final List<ProviderOption> ALL =
      List.of(
          ProviderOption.ofJob(SCENE, "which scene of the file is rendered"),
          ProviderOption.ofJob(VIEW_LAYER, "the only view layer that is rendered"),
          ProviderOption.ofJob(CAMERA, "the camera that all frames are seen through"),
          ProviderOption.ofJob(ENGINE, "the render engine: CYCLES, EEVEE or WORKBENCH"),
          ProviderOption.ofJob(SAMPLES, "how many samples a pixel gets, in Cycles and EEVEE"),
          ProviderOption.ofJob(SEED, "what the noise of Cycles follows from: a number from 0 on"),
          ProviderOption.ofJob(
              SCRIPTS, "on: texts, drivers and styles of the scene may run Python, here and there"),
          ProviderOption.ofJob(
              ADD_ONS, "add-ons that are sent and enabled: ZIP files or names, one a line"),
          ProviderOption.ofJob(DENOISE, "off: without denoising"),
          ProviderOption.ofJob(
              FORMAT, "a picture format by Blender's own name, such as PNG or OPEN_EXR"),
          ProviderOption.ofJob(SCALE, "a bigger or smaller picture, such as 200%"),
          ProviderOption.ofJob(SIZE, "another picture size, such as 16384x9216"),
          ProviderOption.ofJob(VERSION, "which Blender renders, such as 4.5 or 4.5.15"));

  private BlenderOptions() {}
}
