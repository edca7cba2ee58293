package org.networkrender.blender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One Blender that makes the scenes of all tests of a process, one script after the other: a start
 * costs more than most scripts. Each script begins with Blender's own first scene.
 */
final class SceneMaker {
  private static final long MINUTES = 10;

  private static Optional<SceneMaker> running = Optional.empty();

  private final Process process;
  private final BufferedReader output;
  private final String secret = UUID.randomUUID().toString();

  private SceneMaker(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs a script, in its directory, and returns what it printed. */
  static synchronized String run(Path script) throws Exception {
    if (running.isEmpty() || !running.get().process.isAlive()) {
      running = Optional.of(start());
    }
    SceneMaker maker = running.get();
    try {
      return CompletableFuture.supplyAsync(() -> maker.runNext(script))
          .get(MINUTES, TimeUnit.MINUTES);
    } catch (Exception e) {
      end();
      throw e;
    }
  }

  /** Ends the Blender; the next script starts another one. */
  static synchronized void end() {
    running.ifPresent(maker -> maker.process.destroyForcibly().onExit().join());
    running = Optional.empty();
  }

  private static SceneMaker start() throws Exception {
    Path directory = Files.createTempDirectory("maker");
    Path script = directory.resolve("scene_maker.py");
    try (InputStream in = SceneMaker.class.getResourceAsStream("scene_maker.py")) {
      Files.copy(in, script);
    }
    SceneMaker maker =
        new SceneMaker(
            Scenes.blenderProcess("--python-exit-code", "9", "-P", script.toString())
                .directory(directory.toFile())
                .start());
    // It has read the script when it answers.
    maker.tell(maker.secret);
    maker.answer();
    Files.delete(script);
    Files.delete(directory);
    return maker;
  }

  private String runNext(Path script) {
    try {
      tell(script.toString());
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(String line) throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
  }

  /** Reads up to the line that tells how a script ended. */
  private String answer() throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(secret + " done")) {
        return said.toString();
      }
      if (line.equals(secret + " failed")) {
        break;
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("the script failed, or Blender ended:\n" + said);
  }
}
