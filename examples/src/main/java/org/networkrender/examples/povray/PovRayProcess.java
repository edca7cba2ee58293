package org.networkrender.examples.povray;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.ProgressListener;

/**
 * One POV-Ray process in a directory of its own, with a thread that reads what it says. Closing
 * kills it and removes the directory; may be called from any thread, more than once.
 */
final class PovRayProcess implements AutoCloseable {
  private static final Pattern PROGRESS = Pattern.compile("Rendered (\\d+) of (\\d+) pixels");
  private static final Pattern FAULT = Pattern.compile("(?s)Error: (.*?)(?:Fatal|Render failed|$)");
  private static final int MAX_LOG_CHARS = 1 << 20;

  private final Process process;
  private final Path directory;
  private final Thread reader;

  /** Belongs to the reader thread until that has ended. */
  private final StringBuilder log = new StringBuilder();

  PovRayProcess(BackendSettings settings, List<String> arguments, ProgressListener listener)
      throws RenderException {
    List<String> command = new ArrayList<>();
    command.add(settings.executables().stream().findFirst().map(Path::toString).orElse("povray"));
    command.addAll(arguments);
    try {
      directory = Files.createTempDirectory(settings.temporary(), "povray");
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "Cannot make a directory", "Look at the worker's disk", e);
    }
    ProcessBuilder builder =
        new ProcessBuilder(settings.command(command)).directory(directory.toFile());
    // No variable of the worker changes a picture, or is there for a scene to read.
    builder.redirectErrorStream(true).environment().clear();
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("TMPDIR", directory.toString());
    try {
      process = builder.start();
    } catch (IOException e) {
      deleteTree(directory);
      throw new RenderException(
          ErrorKind.RESOURCE, "Cannot start " + command.get(0), "Install POV-Ray, or name it", e);
    }
    reader = new Thread(() -> read(listener), "povray output");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(ProgressListener listener) {
    // Progress ends in a carriage return, or in nothing: this reads pieces, not lines.
    char[] buffer = new char[1024];
    double done = 0;
    try (Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        log.append(buffer, 0, Math.min(n, MAX_LOG_CHARS - log.length()));
        Matcher match = PROGRESS.matcher(new String(buffer, 0, n));
        while (match.find()) {
          done = Double.parseDouble(match.group(1)) / Double.parseDouble(match.group(2));
        }
        listener.progress(Math.min(1, done), "");
      }
    } catch (IOException e) {
      log.append("\nError: its output broke off: ").append(e.getMessage());
    }
  }

  /** Waits for its end and returns what it said. */
  String await() throws InterruptedException {
    process.waitFor();
    reader.join();
    return log.toString();
  }

  /** Waits for its end, and throws when it failed. */
  void awaitSuccess() throws RenderException, InterruptedException {
    String said = await();
    if (process.exitValue() == 0) {
      return;
    }
    Matcher fault = FAULT.matcher(said);
    String cause = fault.find() ? fault.group(1).strip().replaceAll("\\s+", " ") : "";
    throw said.contains("Parse Error")
        ? RenderException.user("POV-Ray cannot read the scene: " + cause, "Mend the scene")
        : new RenderException(
            ErrorKind.WORKER,
            "POV-Ray ended with code " + process.exitValue() + " " + cause,
            "Look at POV-Ray on this worker");
  }

  /** Returns the PNG in its directory, by whatever name. */
  Path picture() throws RenderException, IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".png"))
          .findFirst()
          .orElseThrow(
              () ->
                  new RenderException(
                      ErrorKind.WORKER, "POV-Ray left no picture", "Look at the worker's disk"));
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    process.onExit().join();
    deleteTree(directory);
  }

  private static void deleteTree(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // The picture is not worse for it; what is left goes with the temporary directory.
      directory.toFile().deleteOnExit();
    }
  }
}
