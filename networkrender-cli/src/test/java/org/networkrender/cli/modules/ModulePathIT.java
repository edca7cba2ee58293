package org.networkrender.cli.modules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.networkrender.cli.hosts.Scene;

/** The built jars where nothing but a module path leads to them. */
@Tag("system-only")
@Execution(ExecutionMode.CONCURRENT)
class ModulePathIT {
  /** Long enough for a slow machine; nothing waits this long when all is well. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String EMBEDDING = "org.networkrender.cli.modules";

  private static final Path SOURCES =
      Path.of("src/test/java", EMBEDDING.split("\\.")).toAbsolutePath();

  private static final String MAIN = "org.networkrender.cli/org.networkrender.cli.Main";

  private static final String MODULE =
      """
      module embedding {
        requires java.desktop;
        requires org.networkrender.core;
        provides org.networkrender.api.backend.RenderBackend with
            org.networkrender.cli.modules.PaintingBackend;
      }
      """;

  @TempDir Path directory;

  @Test
  void aFarmOfSomebodyElsesModuleRendersAndGoesOn() throws Exception {
    Path module = compile();
    assertThat(run(module + ":" + library(), "embedding/" + EMBEDDING + ".EmbeddingProgram"))
        .contains(
            "in module embedding",
            "run 1: COMPLETE, rendered 1-3, kept ",
            "run 2: COMPLETE, rendered , kept 1-3");
  }

  @Test
  void theProgramFindsAllProvidersAndKnowsItsVersion() throws Exception {
    assertThat(String.join("\n", run(library(), MAIN, "providers")))
        .contains(" udp ", " list ", " auto ", " blender ", " inprocess ", " websocket ");
    assertThat(run(library(), MAIN, "--version"))
        .allMatch(line -> line.matches("networkrender \\d.*"));
  }

  @Test
  void theProgramRendersAndRemembersItsBlender() throws Exception {
    Path scene = Scene.make(directory, 1, 1);
    Path pictures = directory.resolve("pictures");
    run(
        library(),
        MAIN,
        "render",
        scene.toString(),
        "--interface",
        "lo",
        "-o",
        pictures.toString());
    assertThat(pictures.resolve("shot_0001.png")).isNotEmptyFile();
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(file -> file.endsWith("blenders.json"))).hasSize(1);
    }
  }

  private static String library() {
    return System.getProperty("networkrender.lib");
  }

  private Path compile() throws IOException {
    Path module = directory.resolve("embedding");
    Path descriptor = Files.writeString(directory.resolve("module-info.java"), MODULE);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                module.toString(),
                "--module-path",
                library(),
                descriptor.toString(),
                SOURCES.resolve("EmbeddingProgram.java").toString(),
                SOURCES.resolve("PaintingBackend.java").toString());
    assertThat(code).isZero();
    return module;
  }

  /** Runs a class of a module, and returns what it printed. */
  private List<String> run(String path, String main, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
    command.addAll(List.of("--module-path", path, "--module", main));
    command.addAll(arguments.length == 0 ? List.of(directory.toString()) : List.of(arguments));
    Path printed = directory.resolve("printed");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
    builder.environment().remove("CLASSPATH");
    builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      List<String> lines = Files.readAllLines(printed, UTF_8);
      assertThat(ended).as("it ends; it said %s", lines).isTrue();
      assertThat(process.exitValue()).as("%s", lines).isZero();
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }
}
