package org.networkrender.cli.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The command line program, started on a host as a user would. */
final class Program implements AutoCloseable {
  /** Long enough for a slow machine; nothing waits this long when all is well. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private Program(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "program-output");
    this.reader.setDaemon(true);
    this.reader.start();
  }

  /** Starts the program on a host; {@code home} is its user's directory. */
  static Program start(String host, Path home, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (!host.isEmpty()) {
      command.addAll(List.of("ip", "netns", "exec", host));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("networkrender.lib") + "/*"));
    command.add("org.networkrender.cli.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_CACHE_HOME", home.toString());
    return new Program(builder.start());
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

  /** Waits until a line contains a text, and returns that line. */
  String awaitLine(String text) {
    Awaitility.await(text)
        .atMost(PATIENCE)
        .failFast(
            "the program ended without saying: " + text,
            () -> !process.isAlive() && !reader.isAlive() && find(text) == null)
        .untilAsserted(() -> assertThat(lines()).anyMatch(line -> line.contains(text)));
    return find(text);
  }

  private String find(String text) {
    return lines.stream().filter(line -> line.contains(text)).findFirst().orElse(null);
  }

  /** Waits for the end and returns the exit code. */
  int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("the program ends; it said %s", lines())
        .isTrue();
    reader.join();
    return process.exitValue();
  }

  /** Returns how many frames the table at the end says that a worker rendered. */
  int framesOf(String worker) {
    Pattern row = Pattern.compile(Pattern.quote(worker) + " +(\\d+) +\\d+ .*");
    return lines.stream()
        .map(row::matcher)
        .filter(Matcher::matches)
        .mapToInt(match -> Integer.parseInt(match.group(1)))
        .findFirst()
        .orElse(0);
  }

  /** Returns the one line of complaint of a program that has ended, and that is without a trace. */
  String complaint() {
    assertThat(lines()).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
    List<String> complaints =
        lines.stream().filter(line -> line.startsWith("networkrender: ")).toList();
    assertThat(complaints).as("%s", lines).hasSize(1);
    return complaints.get(0);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  void interrupt() throws IOException, InterruptedException {
    signal("INT", process.pid());
  }

  /** Returns the renderer that this program started, once it is there. */
  long awaitRenderer() {
    return Awaitility.await("a renderer")
        .atMost(PATIENCE)
        .until(
            () ->
                process
                    .descendants()
                    .filter(child -> child.info().command().orElse("").endsWith("blender"))
                    .map(ProcessHandle::pid)
                    .findFirst()
                    .orElse(0L),
            pid -> pid > 0);
  }

  /** Returns the processes below this one whose program ends with a name. */
  List<ProcessHandle> descendants(String name) {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith(name))
        .toList();
  }

  static void signal(String name, long pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  /**
   * Lets a stopped process go on whose parent was killed. It may be gone already: the kernel sends
   * HUP and CONT to a process group that is orphaned while it is stopped.
   */
  static void letGo(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-CONT", Long.toString(pid)).start().waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
