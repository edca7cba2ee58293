package org.networkrender.blender;

import static org.networkrender.api.ErrorKind.RESOURCE;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.networkrender.api.RenderException;

/**
 * Lines by which Cycles tells that a graphics card has failed. Blender goes on after them, saves a
 * picture that lacks what was not rendered, and ends as if nothing had been.
 */
final class CardLines {
  private static final String DRIVER =
      "Update the graphics driver, or render on the processor there with --device cpu";

  /** What a line means: the first that matches counts. */
  private record Trouble(Pattern lines, String message, String advice) {
    Trouble(String message, String advice, String... lines) {
      this(Pattern.compile(String.join("|", lines)), message, advice);
    }
  }

  private static final List<Trouble> TROUBLES =
      List.of(
          new Trouble(
              "The graphics card has too little memory for this scene",
              "Free memory of that card, run fewer slots there, make the scene smaller, or render on"
                  + " the processor there with --device cpu",
              "System is out of GPU( and shared host)? memory",
              "[Oo]ut of memory in (cu|hip|CUDA|HIP|optix)",
              "(CUDA|HIP|OptiX) error( at \\w+)?: Out of memory",
              "cuCtxCreate: Out of memory",
              "(CUDA_ERROR|OPTIX_ERROR_DEVICE|OPTIX_ERROR_HOST)_OUT_OF_MEMORY",
              "hipErrorOutOfMemory",
              "oneAPI kernel - device memory allocation error",
              "couldn't allocate integrator state",
              "[Oo]ut of GPU memory"),
          new Trouble(
              "The graphics card cannot hold a picture as large as one of this scene",
              "Make that picture smaller, or render on the processor there with --device cpu",
              "Maximum GPU ([23]D )?(texture|image) size",
              "Texture exceeds maximum allowed size",
              "GPU (image|texture) allocation failed"),
          new Trouble(
              "The graphics card was too busy, or was stopped by the system's watchdog",
              "Let no screen hang on that card, or render on the processor there with --device cpu",
              "Launch exceeded timeout"),
          new Trouble(
              "The graphics card cannot run this Blender's kernels",
              DRIVER,
              "Failed to load (CUDA|HIP|OptiX) (\\w+[ -])*kernel",
              "Failed to load OptiX OSL",
              "(CUDA|HIP) kernel compilation failed",
              "Failed to execute compilation command",
              "(CUDA nvcc|hipcc|HIP hipcc|nvcc) compiler not found",
              "(CUDA|HIP) binary kernel for this graphics card",
              "(CUDA|HIP) backend requires",
              "CUDA device supported only with compute capability",
              "oneAPI kernels loading: got a runtime exception",
              "OptiX headers not found",
              "Failed loading (render|denoising) kernel",
              "Failed to compile library:",
              "Could not activate pipeline for",
              "cuModuleLoad(Data)?: "),
          new Trouble(
              "Blender found no graphics card that it can use",
              DRIVER,
              "Found no Cycles device",
              "No compatible GPUs found"),
          new Trouble(
              "The graphics card failed",
              DRIVER,
              "\\bin (CUDA|HIP) queue ",
              "\\bin cu[A-Z]\\w+ ?\\(",
              "\\bin hip[A-Z]\\w+ ?\\(",
              "\\b(CUDA|HIP|OptiX|Optix) error\\b",
              "\\bOPTIX_ERROR_\\w+",
              "\\bCUDA_ERROR_\\w+",
              "\\bhipError[A-Z]\\w+",
              "\\boneAPI\\b.*(runtime exception|\\berror\\b)",
              "BVH failed to (to )?migrate to the GPU",
              "Failed to (initialize|configure|retain|create|enable|get) .*\\b(CUDA|HIP|HIPRT|hiprt)\\b",
              "Failed to (create|set up) OptiX denoiser",
              "Failed to create OIDN device",
              "Failed to build OptiX acceleration structure",
              "Failed to \\w+ .*\\b[BT]LAS\\b",
              "Command buffer not completed",
              "GPU denoiser (creation|configuration) has failed",
              "driver crashed, continuing without (CUDA|HIP)",
              "Refer to the Cycles GPU rendering documentation"));

  private CardLines() {}

  /** Returns what a line says against a card, or empty when it says nothing of that. */
  static Optional<RenderException> failure(String line) {
    return TROUBLES.stream()
        .filter(trouble -> trouble.lines.matcher(line).find())
        .findFirst()
        .map(
            trouble ->
                new RenderException(
                    RESOURCE,
                    trouble.message + " (Blender says: " + FailureTable.quote(line) + ")",
                    trouble.advice));
  }
}
