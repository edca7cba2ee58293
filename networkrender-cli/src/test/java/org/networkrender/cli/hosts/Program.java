package org.networkrender.cli.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The command line program, started on a host as a user would. */
final class Program implements AutoCloseable {
  /** Long enough for a slow machine; nothing waits this long when all is well. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration DUMP = Duration.ofSeconds(10);

  /** Blender, or a Python that has it as a module. */
  private static final Pattern RENDERER = Pattern.compile(".*/(blender|python[\\d.]*)");

  private static final Path SHADERS = Path.of("target", "shaders").toAbsolutePath();

  private static final String END_OF_DUMP = "JNI global refs";

  private final Process process;
  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  /**
   * A line that the program printed.
   *
   * @param nanos when it came, on the clock of {@link System#nanoTime}
   */
  record Line(long nanos, String text) {}

  private Program(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "program-output");
    this.reader.setDaemon(true);
    this.reader.start();
  }

  /** Starts the program on a host; {@code home} is its user's directory. */
  static Program start(String host, Path home, String... arguments) throws IOException {
    return new Program(command(host, List.of(), home, arguments).start());
  }

  /** Starts the program on a host where there is no Blender. */
  static Program startWithoutBlender(String host, Path home, String... arguments)
      throws IOException {
    String hide =
        "for each in /usr/bin/blender /usr/local/bin/blender; do"
            + " if [ -e $each ]; then mount --bind \"$0\" $each || exit 9; fi; done; exec \"$@\"";
    Path nothing = Files.writeString(Files.createDirectories(home).resolve("nothing"), "");
    ProcessBuilder builder =
        command(
            host, List.of("unshare", "-m", "sh", "-c", hide, nothing.toString()), home, arguments);
    builder.environment().keySet().removeAll(List.of("NETWORKRENDER_BLENDER", "VIRTUAL_ENV"));
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    return new Program(builder.start());
  }

  /** Starts the machine of a chaos run that breaks its promises. */
  static Program startRogue(String host, Path home, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", host));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    String tests = RoguePeer.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    command.addAll(List.of("-cp", System.getProperty("networkrender.lib") + "/*:" + tests));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")));
    command.add(RoguePeer.class.getName());
    command.addAll(arguments);
    return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Starts any command with nothing in its environment but where programs and its user are. */
  static Program startBare(Path home, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", Files.createDirectories(home).toString());
    return new Program(builder.start());
  }

  /** Returns what starts the program; {@code before} comes before the Java on that host. */
  static ProcessBuilder command(String host, List<String> before, Path home, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (!host.isEmpty()) {
      command.addAll(List.of("ip", "netns", "exec", host));
    }
    command.addAll(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("networkrender.lib") + "/*"));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")));
    if (!before.isEmpty()) {
      command.add("-Duser.home=" + home);
    }
    command.add("org.networkrender.cli.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_CACHE_HOME", home.toString());
    // Each program is a user of its own; that all draw with the same driver saves much time.
    builder.environment().putIfAbsent("MESA_SHADER_CACHE_DIR", SHADERS.toString());
    return builder;
  }

  private void read() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      output.lines().forEach(this::add);
    } catch (IOException | UncheckedIOException e) {
      add("(output ended: " + e.getMessage() + ")");
    }
  }

  private void add(String text) {
    lines.add(new Line(System.nanoTime(), text));
  }

  List<String> lines() {
    return lines.stream().map(Line::text).toList();
  }

  /** Returns the lines so far, with the moments at which they came. */
  List<Line> timedLines() {
    return List.copyOf(lines);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
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
    return lines().stream().filter(line -> line.contains(text)).findFirst().orElse(null);
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
    return lines().stream()
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
        lines().stream().filter(line -> line.startsWith("networkrender: ")).toList();
    assertThat(complaints).as("%s", lines()).hasSize(1);
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
        .until(() -> renderer().orElse(0L), pid -> pid > 0);
  }

  /** Returns a renderer that this program started, if there is one just now. */
  Optional<Long> renderer() {
    return process
        .descendants()
        .filter(child -> RENDERER.matcher(child.info().command().orElse("")).matches())
        .map(ProcessHandle::pid)
        .findFirst();
  }

  /** Asks the program to print what its threads are doing; it does not if it is stopped. */
  void dumpThreads() throws IOException, InterruptedException {
    if (process.isAlive()) {
      signal("QUIT", process.pid());
      Instant end = Instant.now().plus(DUMP);
      Awaitility.await("the threads of a program")
          .atMost(PATIENCE)
          .until(() -> find(END_OF_DUMP) != null || Instant.now().isAfter(end));
    }
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

  /** Sends a signal to a process that may be gone already; returns whether it was there. */
  static boolean trySignal(String name, long pid) throws IOException, InterruptedException {
    return new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor() == 0;
  }

  /**
   * Lets a stopped process go on whose parent was killed. It may be gone already: the kernel sends
   * HUP and CONT to a process group that is orphaned while it is stopped.
   */
  static void letGo(long pid) throws IOException, InterruptedException {
    trySignal("CONT", pid);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
