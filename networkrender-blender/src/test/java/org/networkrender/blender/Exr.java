package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/** Cuts, joins and compares OpenEXR files with the tools of OpenImageIO. */
final class Exr {
  private static final Pattern CHANNELS = Pattern.compile("channel list: (.*)");

  /** A file and where it belongs. */
  record Part(Path file, PixelRegion region) {}

  private Exr() {}

  /** Returns the names of the channels of a file. */
  static List<String> channels(Path file) throws Exception {
    Matcher matcher = CHANNELS.matcher(run("oiiotool", "--info", "-v", file.toString()));
    assertThat(matcher.find()).isTrue();
    return List.of(matcher.group(1).strip().split(", "));
  }

  static void join(List<Part> parts, PixelSize canvas, Path target) throws Exception {
    List<String> channels = channels(parts.get(0).file());
    List<String> command = new ArrayList<>(List.of("oiiotool", parts.get(0).file().toString()));
    command.addAll(List.of("--create", canvas.toString(), Integer.toString(channels.size())));
    command.addAll(List.of("--chnames", String.join(",", channels)));
    for (Part part : parts) {
      command.addAll(List.of("-i", part.file().toString(), "--swap", "--paste"));
      command.add("+" + part.region().x() + "+" + part.region().y());
    }
    // The attributes of a part, with what Cryptomatte needs.
    command.addAll(List.of("--pastemeta", "-d", "float", "--compression", "zip"));
    command.addAll(List.of("-o", target.toString()));
    run(command.toArray(String[]::new));
  }

  /** Cuts a region out. */
  static void cut(Path file, PixelRegion region, Path target) throws Exception {
    String place = region.width() + "x" + region.height() + "+" + region.x() + "+" + region.y();
    run("oiiotool", file.toString(), "--cut", place, "-o", target.toString());
  }

  /** Keeps some channels only. */
  static void keep(Path file, String channels, Path target) throws Exception {
    run("oiiotool", file.toString(), "--ch", channels, "-o", target.toString());
  }

  /** Asserts that no value of any channel differs. */
  static void assertSame(Path actual, Path expected) throws Exception {
    assertSame(Map.of(actual, expected));
  }

  /** The same for many files, by what is expected of each: the tool takes long to start. */
  static void assertSame(Map<Path, Path> expected) throws Exception {
    List<String> names = new ArrayList<>(List.of("oiiotool", "--info", "-v"));
    List<String> values = new ArrayList<>(List.of("oiiotool", "-a", "--fail", "0", "--warn", "0"));
    expected.forEach(
        (actual, like) -> {
          names.addAll(List.of(actual.toString(), like.toString()));
          values.addAll(List.of(actual.toString(), like.toString(), "--diff"));
        });
    List<String> channels =
        CHANNELS
            .matcher(run(names.toArray(String[]::new)))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(channels).hasSize(2 * expected.size());
    for (int i = 0; i < channels.size(); i += 2) {
      assertThat(channels.get(i)).isEqualTo(channels.get(i + 1));
    }
    run(values.toArray(String[]::new));
  }

  /** Returns the names of the channels that have other values in another file, which has all. */
  static Set<String> differing(Path one, Path other) throws Exception {
    String told =
        run(
            "oiiotool",
            "-a",
            one + "",
            other + "",
            "--sub",
            "--abs",
            "--mulc",
            "1e9",
            "--printstats");
    List<String> values = words(Pattern.compile("Stats Max: ([^(\\n]*)"), told, " +");
    List<String> names = names(one);
    assertThat(values).hasSameSizeAs(names);
    Set<String> differing = new TreeSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (Double.parseDouble(values.get(i)) != 0) {
        differing.add(names.get(i));
      }
    }
    return differing;
  }

  /**
   * Returns the names of the channels of all pictures of a file, without the types that the tool
   * tells where they differ.
   */
  static List<String> names(Path file) throws Exception {
    String told = run("oiiotool", "--info", "-v", "-a", file.toString());
    return words(CHANNELS, told, ", ").stream()
        .map(each -> each.replaceAll(" \\(\\w+\\)", ""))
        .toList();
  }

  private static List<String> words(Pattern lines, String text, String between) {
    return lines
        .matcher(text)
        .results()
        .flatMap(line -> Stream.of(line.group(1).strip().split(between)))
        .toList();
  }

  /** A file of some samples of a frame. */
  record Range(Path file, int samples) {}

  /** Writes the mean of ranges, each by its number of samples, and returns the target. */
  static Path mean(List<Range> ranges, Path target) throws Exception {
    double all = ranges.stream().mapToInt(Range::samples).sum();
    List<String> command = new ArrayList<>(List.of("oiiotool"));
    for (Range range : ranges) {
      command.addAll(List.of(range.file().toString(), "--mulc", "" + range.samples() / all));
      if (command.size() > 4) {
        command.add("--add");
      }
    }
    command.addAll(List.of("-d", "float", "-o", target.toString()));
    run(command.toArray(String[]::new));
    return target;
  }

  /** Asserts that no value differs by more than the order of sums makes it. */
  static void assertNear(Path actual, Path expected) throws Exception {
    run(
        "idiff",
        "-fail",
        "1e-6",
        "-failrelative",
        "1e-5",
        "-warn",
        "1",
        actual.toString(),
        expected.toString());
  }

  /** Returns whether some value differs. */
  static boolean differ(Path one, Path other) throws Exception {
    return start("idiff", "-fail", "0", "-warn", "0", one.toString(), other.toString()).exit() != 0;
  }

  private record Run(int exit, String output) {}

  private static String run(String... command) throws Exception {
    Run run = start(command);
    assertThat(run.exit()).as("%s", run.output()).isZero();
    return run.output();
  }

  private static Run start(String... command) throws Exception {
    Path log = Files.createTempFile("exr", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    String output = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    return new Run(process.exitValue(), output);
  }
}
