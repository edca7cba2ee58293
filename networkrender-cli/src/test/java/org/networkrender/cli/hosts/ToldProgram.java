package org.networkrender.cli.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The command line program as another program starts it: lines of JSON out, commands in. */
final class ToldProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final BufferedWriter input;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private ToldProgram(Process process) {
    this.process = process;
    this.input = process.outputWriter(UTF_8);
    this.reader = new Thread(this::read, "told-lines");
    this.reader.setDaemon(true);
    this.reader.start();
  }

  /** Starts the program on a host; {@code home} is its user's directory. */
  static ToldProgram start(String host, Path home, File errors, String... arguments)
      throws IOException {
    ProcessBuilder builder = Program.command(host, List.of(), home, arguments);
    return new ToldProgram(builder.redirectErrorStream(false).redirectError(errors).start());
  }

  private void read() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(output ended: " + e.getMessage() + ")");
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for a line that has all these texts, and returns it. */
  JsonObject await(String... texts) {
    List<String> wanted = List.of(texts);
    Awaitility.await(String.join(", ", wanted))
        .atMost(PATIENCE)
        .failFast(() -> !process.isAlive() && !reader.isAlive() && found(wanted) == null)
        .untilAsserted(() -> assertThat(found(wanted)).as("%s", lines).isNotNull());
    return JsonParser.parseString(found(wanted)).getAsJsonObject();
  }

  private String found(List<String> texts) {
    return lines.stream()
        .filter(line -> texts.stream().allMatch(line::contains))
        .findFirst()
        .orElse(null);
  }

  void send(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }

  void endInput() throws IOException {
    input.close();
  }

  /** Closes its output at the reading end, as a program does that has died. */
  void endOutput() throws IOException {
    process.getInputStream().close();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("%s", lines).isTrue();
    reader.join(PATIENCE.toMillis());
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
