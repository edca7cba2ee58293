package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people get wrong, with real Blender: one clear line, a code that is not zero, no stack
 * trace. Two run at once, so none may leave a worker on loopback that the other would find.
 */
@Execution(ExecutionMode.CONCURRENT)
class BadInputIT {
  @TempDir static Path shared;
  private static Path scene;

  @TempDir Path temporary;

  @BeforeAll
  static void makeScene() throws Exception {
    scene = Scene.make(shared, 2, 1);
  }

  @Test
  void noBlender() throws Exception {
    assertThat(error(3, "render", scene.toString(), "--blender", "/nowhere/blender"))
        .contains("/nowhere/blender");
  }

  @Test
  @Tag("system-only")
  void noSuchFile() throws Exception {
    assertThat(error(2, "render", "nothing.blend")).contains("nothing.blend");
  }

  @Test
  @Tag("system-only")
  void notABlendFile() throws Exception {
    Path file = Files.writeString(temporary.resolve("text.blend"), "this is not a scene");
    assertThat(error(2, "render", file.toString())).contains("text.blend");
  }

  @Test
  void truncatedBlendFile() throws Exception {
    byte[] whole = Files.readAllBytes(scene);
    Path file = temporary.resolve("half.blend");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThat(error(2, "render", file.toString())).contains("half.blend");
  }

  @Test
  void newerBlendFile() throws Exception {
    byte[] bytes = Files.readAllBytes(scene);
    // BLENDER-v304, or since Blender 5 BLENDER17-01v0502.
    int digits = bytes[7] == '1' ? 13 : 9;
    Arrays.fill(bytes, digits, digits + 3, (byte) '9');
    Path file = Files.write(temporary.resolve("newer.blend"), bytes);
    assertThat(error(3, "render", file.toString())).contains("newer", "no worker was found");
  }

  @Test
  void noCamera() throws Exception {
    Scene.save(
        temporary.resolve("blind.blend"),
        """
        import bpy, sys
        bpy.data.objects.remove(bpy.data.objects['Camera'])
        bpy.context.scene.cycles.use_denoising = False
        bpy.ops.wm.save_as_mainfile(filepath=sys.argv[-1])
        """);
    assertThat(error(2, "render", temporary.resolve("blind.blend").toString())).contains("camera");
  }

  @Test
  void denoisingWithoutDenoiser() throws Exception {
    Path file = noisy();
    assumeThat(hasDenoiser()).as("this Blender has a denoiser").isFalse();
    assertThat(error(2, "render", file.toString())).contains("--no-denoise");
  }

  @Test
  @Tag("system-only")
  void unwritableOutput() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertThat(error(2, "render", scene.toString(), "-o", file.resolve("below").toString()))
        .contains("Cannot write");
  }

  @Test
  @Tag("system-only")
  void emptyFrameRange() throws Exception {
    assertThat(error(2, "render", scene.toString(), "--frames", "9-3")).contains("9-3");
  }

  @Test
  @Tag("system-only")
  void unknownWorkerHost() throws Exception {
    assertThat(error(2, "render", scene.toString(), "--worker", "no-such-host.invalid"))
        .contains("no-such-host.invalid");
  }

  @Test
  @Tag("system-only")
  void unknownProvider() throws Exception {
    assertThat(error(2, "render", scene.toString(), "--split", "magic")).contains("magic");
  }

  @Test
  @Tag("system-only")
  void everyPortTaken() throws Exception {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      int first = 28080;
      for (int port = first; port < first + 10; port++) {
        taken.add(new ServerSocket(port, 1, loopback));
      }
      assertThat(error(3, "worker", "--port", Integer.toString(first))).contains("28080");
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }

  @Tag("system-only")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | --tiles 0x4               | 0x4 is not columns x rows",
        "2 | --tiles 400x1             | more tiles than pixels: 400x1",
        "2 | --size 0x5                | 0x5",
        "2 | --size 99999x99999        | 99999x99999",
        "2 | --split nonsense          | no splitter named 'nonsense'",
        "2 | --frames 1-5              | A still is one frame",
        "2 | --frame 2000000           | frame 2000000 is outside",
        "2 | --frame=-1                | frame -1 is outside",
        "2 | --exact --split samples   | --exact",
      })
  void stillThatCannotBe(int code, String options, String words) throws Exception {
    assertThat(still(code, scene, options.split(" ", -1))).contains(words);
    assertNoPart();
  }

  /** Nothing of it is rendered before that is found out, however it would be cut. */
  @Tag("system-only")
  @ParameterizedTest
  @ValueSource(strings = {"auto", "tiles", "samples", "none"})
  void stillThatFitsNeitherMemoryNorDisk(String splitter) throws Exception {
    assumeThat(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class))
        .as("a machine that cannot hold it once")
        .returns(true, machine -> machine.getTotalMemorySize() < 60_000L * 60_000 * 16);
    assertThat(still(3, scene, "--size", "60000x60000", "--split", splitter))
        .containsAnyOf("of memory", "left. Make room");
    assertNoPart();
  }

  @Test
  void tilesOfAnEngineThatRendersTheWholeFrameForEach() throws Exception {
    Path file =
        Scene.save(
            temporary.resolve("eevee.blend"),
            """
            import bpy, sys
            render = bpy.context.scene.render
            try:
                render.engine = 'BLENDER_EEVEE'
            except TypeError:
                render.engine = 'BLENDER_EEVEE_NEXT'
            bpy.ops.wm.save_as_mainfile(filepath=sys.argv[-1])
            """);
    assertThat(still(2, file, "--split", "tiles"))
        .containsAnyOf("EEVEE renders the whole frame for each part", "found no graphics driver");
    assertNoPart();
  }

  @Test
  void tilesOfASceneThatDenoises() throws Exception {
    Path file = noisy();
    assertThat(still(2, file, "--split", "tiles")).contains("denoises", "--no-denoise");
    assertNoPart();
  }

  private Path noisy() throws Exception {
    return Scene.save(
        temporary.resolve("noisy.blend"),
        """
        import bpy, sys
        bpy.context.scene.render.engine = 'CYCLES'
        bpy.context.scene.cycles.use_denoising = True
        # Of no Blender can such a scene be denoised in parts.
        bpy.data.objects['Cube'].is_shadow_catcher = True
        bpy.ops.wm.save_as_mainfile(filepath=sys.argv[-1])
        """);
  }

  private boolean hasDenoiser() throws Exception {
    Path told = temporary.resolve("denoiser");
    Scene.save(
        told,
        """
        import sys, _cycles
        with open(sys.argv[-1], 'w') as file:
            file.write(str(_cycles.with_openimagedenoise))
        """);
    return Files.readString(told).equals("True");
  }

  @Test
  @Tag("system-only")
  void nameOfAnotherFormat() throws Exception {
    assertThat(still(2, scene, "-o", temporary.resolve("big.jpg").toString()))
        .contains("big.png, not big.jpg", "--format");
  }

  private String still(int code, Path file, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("render", file.toString(), "--still"));
    all.addAll(List.of(options));
    return error(code, all.toArray(new String[0]));
  }

  private void assertNoPart() {
    assertThat(temporary.resolve("out/.networkrender/parts")).doesNotExist();
  }

  /** Runs the program on loopback and returns its one line of complaint. */
  private String error(int code, String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--interface", "lo"));
    if (arguments[0].equals("render") && !all.contains("-o")) {
      all.addAll(List.of("-o", temporary.resolve("out").toString()));
    }
    try (Program program =
        Program.start("", temporary.resolve("cache"), all.toArray(new String[0]))) {
      assertThat(program.awaitEnd()).as("%s", program.lines()).isEqualTo(code);
      return program.complaint();
    }
  }
}
