package org.networkrender.blender;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * What one run of a script left.
 *
 * @param result what the script wrote, or empty when it came to no result
 * @param exitCode how Blender ended
 * @param identity which Blender it was, or empty when none came as far as the script
 * @param lastLines the last lines of its output
 */
record BlenderRun(
    Optional<JsonObject> result,
    int exitCode,
    Optional<BlenderIdentity> identity,
    List<String> lastLines) {
  private static final long MAX_RESULT_BYTES = 256L << 20;

  /**
   * Runs a script that reads {@code request.json} and writes {@code result.json} beside itself.
   *
   * @param temporary below which the run has its files
   * @param limit how long it may take
   * @throws RenderException if it cannot be started, takes too long, or this thread is interrupted
   */
  static BlenderRun of(
      Launch launch, String script, JsonObject request, Path temporary, Duration limit)
      throws RenderException {
    SessionDirectory directory = SessionDirectory.create(temporary);
    try {
      Files.writeString(directory.file("request.json"), request.toString());
      Output output = new Output();
      BlenderProcess process = BlenderProcess.start(launch, script, directory, output);
      try {
        int exitCode = output.ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        return new BlenderRun(
            json(directory, "result.json"),
            exitCode,
            json(directory, "identity.json").map(BlenderIdentity::of),
            output.lastLines.list());
      } finally {
        process.close();
      }
    } catch (TimeoutException e) {
      throw silent(launch, limit, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (IOException | ExecutionException e) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "Cannot exchange files with Blender below " + temporary + ": " + e.getMessage(),
          "Check that the disk has space and that the directory may be written",
          e);
    } finally {
      directory.remove();
    }
  }

  /** Returns the error where Blender did not answer in time, and was ended. */
  static RenderException silent(Launch launch, Duration limit, TimeoutException cause) {
    return new RenderException(
        ErrorKind.WORKER,
        launch.installation() + " did not answer within " + limit.toSeconds() + " s and was ended",
        "Start it by hand to see what it waits for, or name another one with --blender",
        cause);
  }

  /** Returns the error where this thread was interrupted, which it still is afterwards. */
  static RenderException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new RenderException(ErrorKind.WORKER, "Interrupted while Blender ran", "", cause);
  }

  /** Reads what a script has written; half of it is nothing. */
  static Optional<JsonObject> json(SessionDirectory directory, String name) throws IOException {
    Path file = directory.file(name);
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_RESULT_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      // Half a result is none: whoever asked says how Blender ended.
      return Optional.empty();
    }
  }

  private static final class Output implements OutputListener {
    private final LastLines lastLines = new LastLines();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    @Override
    public void line(String text) {
      lastLines.add(text);
    }

    @Override
    public void ended(int exitCode) {
      ended.complete(exitCode);
    }
  }
}
