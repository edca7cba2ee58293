package org.networkrender.blender;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/** Why a program is no Blender that works, in one line that says what to do. */
final class StartFailure {
  private static final Pattern LIBRARY =
      Pattern.compile("(\\S+\\.so[.\\d]*): cannot open shared object file");
  private static final Pattern BANNER = Pattern.compile("^Blender \\d+\\.\\d+.*");
  private static final Pattern NO_MODULE = Pattern.compile("No module named '?bpy'?\\b.*");
  private static final Pattern OTHER_PYTHON =
      Pattern.compile("module 'bpy' has no attribute|undefined symbol: _?Py|not a valid Win32");
  private static final Pattern PYTHON_ERROR =
      Pattern.compile("^(?:\\w+\\.)*\\w*(?:Error|Exception|Interrupt): .*");

  private StartFailure() {}

  static RenderException of(Installation blender, BlenderRun run) {
    List<String> lines = run.lastLines();
    Optional<String> library = first(lines, LIBRARY).map(StartFailure::library);
    if (library.isPresent()) {
      return failure(
          blender + " does not start: the library " + library.get() + " is missing",
          "Install it; on Debian and Ubuntu: apt install "
              + debianPackage(library.get())
              + ". Or name another Blender with --blender");
    }
    if (blender.isPython() && run.identity().isEmpty()) {
      return ofPython(blender, run);
    }
    if (run.identity().isPresent() || run.exitCode() > 128 || first(lines, BANNER).isPresent()) {
      RenderException end = FailureTable.ofEnd(run.exitCode(), false, lines);
      return failure(blender + " does not work: " + end.getMessage(), BlenderFinder.ADVICE);
    }
    String said = lines.isEmpty() ? "it says nothing" : "it says: " + quote(lines.get(0));
    return failure(
        blender + " is not a Blender (exit code " + run.exitCode() + ", " + said + ")",
        BlenderFinder.ADVICE);
  }

  private static RenderException ofPython(Installation python, BlenderRun run) {
    List<String> lines = run.lastLines();
    if (first(lines, NO_MODULE).isPresent()) {
      return failure(
          "The Python " + python + " has no module bpy",
          "Run 'pip install bpy' in a virtual environment of it, or name another Blender with"
              + " --blender");
    }
    if (first(lines, OTHER_PYTHON).isPresent()) {
      return failure(
          "The module bpy of " + python + " is broken, or made for another version of Python",
          "Run 'pip install --force-reinstall bpy' there, or name another Blender with --blender");
    }
    Optional<String> error = first(lines, PYTHON_ERROR);
    if (error.isPresent()) {
      return failure(
          "The Python " + python + " cannot load Blender: " + quote(error.get()),
          "Install the module bpy there again, or name another Blender with --blender");
    }
    RenderException end = FailureTable.ofEnd(run.exitCode(), false, lines);
    return failure(
        "The Python " + python + " cannot load Blender: " + end.getMessage(), BlenderFinder.ADVICE);
  }

  /** The last line that matches: Python tells the cause of an error at its end. */
  private static Optional<String> first(List<String> lines, Pattern pattern) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (pattern.matcher(lines.get(i)).find()) {
        return Optional.of(lines.get(i));
      }
    }
    return Optional.empty();
  }

  private static String library(String line) {
    Matcher matcher = LIBRARY.matcher(line);
    return matcher.find() ? matcher.group(1) : line;
  }

  /** Returns the package of a library by Debian's rule for naming them. */
  static String debianPackage(String library) {
    String name = library.substring(library.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int end = name.indexOf(".so");
    String stem = name.substring(0, end);
    String version = name.substring(Math.min(name.length(), end + 4));
    boolean digit = Character.isDigit(stem.charAt(stem.length() - 1));
    return stem.replace('_', '-') + (digit && !version.isEmpty() ? "-" : "") + version;
  }

  private static String quote(String line) {
    return FailureTable.quote(line);
  }

  private static RenderException failure(String message, String advice) {
    return new RenderException(ErrorKind.RESOURCE, message, advice);
  }
}
