package org.networkrender.blender;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.PixelSize;

/** Names of the properties by which a scene's description tells more than every backend has. */
final class SceneProperties {
  /** The version that the job is rendered with: another one makes other pictures. */
  static final String VERSION = "blender.version";

  /** The build of the Blender that looked into the scene: parts of a frame come from this one. */
  static final String BUILD = "blender.build";

  /** The version that saved the scene. */
  static final String SAVED_BY = "blender.saved";

  /** The directory of the scene on the client's machine: relative paths start there. */
  static final String SCENE_DIRECTORY = "blender.directory";

  /**
   * The client's working directory, where paths start that are neither whole nor relative to the
   * scene; absent where nothing that is sent is named so.
   */
  static final String WORKING_DIRECTORY = "blender.working";

  /** The name of the client's machine, where pictures show it. */
  static final String HOST = "blender.host";

  /** All engines that take part, separated by commas. */
  static final String ENGINES = "blender.engines";

  /** {@code true} when Cycles or a compositor node denoises. */
  static final String DENOISES = "blender.denoises";

  /** {@code true} when parts of frames are denoised when they are joined; absent elsewhere. */
  static final String DENOISED_PARTS = "blender.parts.denoised";

  /** {@code true} when shaders in OSL are used. */
  static final String OSL = "blender.osl";

  /** {@code true} when path guiding is used. */
  static final String GUIDING = "blender.guiding";

  /** Parts of Blender that some builds lack, as {@code bpy.app.build_options} names them. */
  static final String NEEDS = "blender.needs";

  /** The colour configuration that is used, as OCIO names it on the client's machine; or empty. */
  static final String COLOURS = "blender.colours";

  /** Which further files a frame gives, as the script tells them apart: a JSON array. */
  static final String FURTHER = "blender.further";

  /** What add-ons a job brings, and which of its files they are: see {@link AddOns}. */
  static final String ADD_ONS = "blender.addons";

  /** The size of each picture, such as {@code 1920x1080}. */
  static final String SIZE = "blender.size";

  /** The size of the joined parts of a frame, such as {@code 1920x1080}. */
  static final String CANVAS = "blender.canvas";

  /** The first frame of what is simulated and not baked; absent where nothing is. */
  static final String FIRST_PLAYED = "blender.played";

  /** {@code true} when sessions play what is simulated, since its results cannot be stored. */
  static final String CHAINED = "blender.chained";

  /** {@code true} when the scene asks Cycles for a graphics card; absent where it does not. */
  static final String CARD = "blender.card";

  /**
   * The kind of device that parts of frames come from, as a worker tells it; absent for the
   * processor.
   */
  static final String DEVICE = "blender.device";

  /** The names of the graphics cards that exact pictures come from; absent for the processor. */
  static final String DEVICE_NAME = "blender.device.name";

  /** The instruction sets of the client's processor, as {@code instructions} of a worker. */
  static final String INSTRUCTIONS = "blender.instructions";

  /**
   * What in the pictures tells of their render, as the script tells it; absent where nothing does:
   * see {@link Traces}.
   */
  static final String TRACES = "blender.traces";

  /**
   * {@code true} when the look has told of drivers that do not run: pictures are rendered all the
   * same then. Absent where it has found none.
   */
  static final String REFUSED_DRIVERS = "blender.drivers.refused";

  /** {@code true} when the look has told that something is missing; absent where nothing is. */
  static final String LACKING = "blender.lacking";

  /** What the look has told that Blender lacks for the scene: a JSON array; absent for nothing. */
  static final String TOLD = "blender.told";

  private static final Pattern FRAME_TEXT = Pattern.compile("-?\\d{1,7}");
  private static final Pattern SIZE_TEXT = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  private SceneProperties() {}

  /** Returns the frame from which a scene is to be played. */
  static int firstPlayed(Map<String, String> properties) {
    String text = properties.getOrDefault(FIRST_PLAYED, "");
    return FRAME_TEXT.matcher(text).matches() ? Integer.parseInt(text) : 1;
  }

  /**
   * Returns the size that a property tells, or empty when the properties do not tell a valid one.
   */
  static Optional<PixelSize> size(Map<String, String> properties, String name) {
    Matcher matcher = SIZE_TEXT.matcher(properties.getOrDefault(name, ""));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int width = Integer.parseInt(matcher.group(1));
    int height = Integer.parseInt(matcher.group(2));
    boolean valid =
        width > 0 && height > 0 && width <= PixelSize.MAX_SIDE && height <= PixelSize.MAX_SIDE;
    return valid ? Optional.of(new PixelSize(width, height)) : Optional.empty();
  }
}
