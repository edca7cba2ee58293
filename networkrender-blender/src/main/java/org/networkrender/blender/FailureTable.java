package org.networkrender.blender;

import static org.networkrender.api.ErrorKind.RESOURCE;
import static org.networkrender.api.ErrorKind.USER;
import static org.networkrender.api.ErrorKind.WORKER;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;

/**
 * What Blender's lines mean. A saved picture does not make up for such a line: after a failure of
 * the GPU or of the disk Blender goes on, and says that it saved.
 */
final class FailureTable {
  private static final int MAX_QUOTE = 300;
  private static final String MEMORY =
      "Free memory on that machine, run fewer slots there, or make the scene smaller";
  private static final String OUT_OF_MEMORY = "Blender ran out of memory";
  private static final String DISK = "Free disk space on that machine";

  /** One line of the table: the first one that matches counts. */
  private record Entry(Pattern pattern, ErrorKind kind, String message, String advice) {}

  private static final List<Entry> LINES =
      List.of(
          entry(
              "Cannot render, no camera|No camera found in scene",
              USER,
              "The scene has no camera",
              "Add a camera, make it the scene's active one, and save the scene"),
          entry(
              "[Bb]uild without OpenImageDenoise|No device available to denoise on"
                  + "|has no OpenImageDenoise",
              USER,
              "The scene denoises, but this Blender has no denoiser",
              SceneMatch.DENOISE_CHOICE),
          entry(
              // Beside a graphics card Cycles goes on, and the picture is black or has its noise.
              "OpenImageDenoise error:|\\bOIDN error:|Failed to create OIDN CPU device"
                  + "|OpenImageDenoise (guiding )?filter is not initialized",
              RESOURCE,
              "Cycles could not denoise the picture",
              MEMORY),
          entry(
              "Missing DNA block|Failed to read blend file",
              USER,
              "The scene file is damaged or incomplete",
              "Save it again in Blender, or copy it again"),
          entry(
              "not a blend file|File format is not supported",
              USER,
              "The file is not a scene that this Blender can open",
              "Check the file, or install the Blender that saved it"),
          entry(
              "^([\\w.]+\\.)?(_Array)?MemoryError(:|$)|std::bad_alloc|Calloc returns null|Malloc returns null|std::system_error",
              RESOURCE,
              OUT_OF_MEMORY,
              MEMORY),
          entry(
              "No space left|Error writing tile to file|OpenEXR-write|Could not write"
                  + "|Failed to write|Disk quota exceeded|Error writing render result",
              RESOURCE,
              "Blender could not write its picture",
              DISK),
          entry(
              // The disk has no part in it: each machine fails alike.
              "Render error \\(Success\\) cannot save:",
              WORKER,
              "Blender could not save its picture",
              "Choose another format or another size of the picture"),
          entry(
              "cannot save:",
              RESOURCE,
              "Blender could not save its picture",
              "Check that the disk of that machine has space and may be written"),
          entry(
              "filesystem_error",
              RESOURCE,
              "Blender could not write its temporary files",
              "Check the temporary directory of that machine"),
          entry(
              "Couldn't find current GLX or EGL context|Unable to open a display"
                  + "|Couldn't open libEGL|Couldn't open libGL",
              WORKER,
              "Blender found no graphics driver, which this scene's engine needs",
              "Install Mesa's drivers there (libegl1, libgl1-mesa-dri), or render with Cycles"),
          entry(
              "Fatal Python error|Py_Initialize",
              WORKER,
              "Blender's own Python does not start",
              "Install Blender again on that machine"),
          entry(
              "EXCEPTION_ACCESS_VIOLATION|Writing: .*\\.crash\\.txt",
              WORKER,
              "Blender crashed",
              "If it does so on every machine, the scene makes Blender crash: look at what is new in it"),
          entry(
              "^Error: |skipping existing frame",
              WORKER,
              "Blender could not render the frame",
              ""));

  private FailureTable() {}

  private static Entry entry(String regex, ErrorKind kind, String message, String advice) {
    return new Entry(Pattern.compile(regex), kind, message, advice);
  }

  /** Returns what a line of output means, or empty when it is harmless. */
  static Optional<RenderException> ofLine(String line) {
    // Blender tries one way after the other to get at a graphics context; it tells when all fail.
    // A line of progress names scenes and objects, which may be called anything.
    if (line.startsWith("EGL Error") || ProgressLine.parse(line).isPresent()) {
      return Optional.empty();
    }
    Optional<RenderException> card = CardLines.failure(line);
    if (card.isPresent()) {
      return card;
    }
    return LINES.stream()
        .filter(entry -> entry.pattern.matcher(line).find())
        .findFirst()
        .map(
            entry ->
                new RenderException(
                    entry.kind,
                    entry.message + " (Blender says: " + quote(line) + ")",
                    entry.advice));
  }

  /** Returns what it means that a script got no memory; what it says may be empty. */
  static RenderException outOfMemory(String said) {
    return new RenderException(
        RESOURCE,
        OUT_OF_MEMORY + (said.isBlank() ? "" : " (Blender says: " + quote(said) + ")"),
        MEMORY);
  }

  /** Returns a text of Blender in one line of a readable length. */
  static String quote(String text) {
    return quote(text, MAX_QUOTE);
  }

  /** The same with another length. */
  static String quote(String text, int most) {
    String line = PlainText.line(text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " / "));
    line = line.startsWith("Error: ") ? line.substring("Error: ".length()) : line;
    return line.length() <= most ? line : line.substring(0, most) + " ...";
  }

  /**
   * Returns why a Blender ended that should not have.
   *
   * @param exitCode the process's exit code; above 128 a signal on Linux and macOS
   * @param outOfMemory whether the system killed for want of memory meanwhile
   * @param lastLines the last lines of its output
   */
  static RenderException ofEnd(int exitCode, boolean outOfMemory, List<String> lastLines) {
    for (int i = lastLines.size() - 1; i >= 0; i--) {
      Optional<RenderException> known = ofLine(lastLines.get(i));
      if (known.isPresent()) {
        return known.get();
      }
    }
    String last = lastLines.isEmpty() ? "" : "; it last said: " + quote(tail(lastLines));
    if (exitCode == 128 + 9 && outOfMemory) {
      return new RenderException(
          RESOURCE, "The system killed Blender because memory ran out" + last, MEMORY);
    }
    if (exitCode > 128 && exitCode < 160) {
      return new RenderException(
          WORKER, "Blender was ended by signal " + (exitCode - 128) + last, "");
    }
    return new RenderException(WORKER, "Blender ended with exit code " + exitCode + last, "");
  }

  private static String tail(List<String> lines) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 2), lines.size()));
  }
}
