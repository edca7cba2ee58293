package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A farm of machines with different Blenders: only those that fit render. */
@Tag("several-blenders")
class SeveralBlendersIT extends HostsFixture {
  private static final int FRAMES = 6;
  private static final Path SYSTEM = Path.of("/usr/bin/blender");

  @TempDir static Path shared;
  private static Path scene;

  /** Saved by 4.3. */
  @BeforeAll
  static void makeScene() throws Exception {
    Stream.of("debian-5.2", "bpy-4.5", "bpy-5.2").forEach(OtherBlenders::program);
    scene = Scene.make(OtherBlenders.command("debian-4.3"), shared, FRAMES, 16);
  }

  private Program machine(String name, Path... blenders) throws IOException {
    String[] arguments =
        Stream.of(blenders)
            .flatMap(each -> Stream.of("--blender", each.toString()))
            .toArray(String[]::new);
    return worker(lan.addHost(), name, arguments);
  }

  private void startFarm() throws IOException {
    Path old = OtherBlenders.program("debian-4.3");
    Path module = OtherBlenders.program("bpy-5.2");
    List<Program> workers =
        List.of(
            machine("system", SYSTEM),
            machine("four", old),
            machine("five", OtherBlenders.program("debian-5.2")),
            machine("module", OtherBlenders.program("bpy-4.5")),
            machine("both", module, old));
    workers.forEach(worker -> worker.awaitLine("is ready"));
    Program both = workers.get(4);
    both.awaitLine("(Python module), " + module + ":");
    both.awaitLine("Blender 4.3.2, " + old + ":");
  }

  private Program render(String output, List<Path> blenders, String... more) throws IOException {
    return render(scene, output, blenders, more);
  }

  private Program render(Path file, String output, List<Path> blenders, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("render", file.toString(), "--plain", "--no-local"));
    arguments.addAll(List.of("-o", temporary.resolve(output) + "/shot_####.png"));
    blenders.forEach(each -> arguments.addAll(List.of("--blender", each.toString())));
    return start(home, cache("client-" + output), arguments, more);
  }

  private void assertNotUsed(Program client, String worker, String has, String wanted) {
    assertThat(client.framesOf(worker)).isZero();
    assertThat(client.lines())
        .anyMatch(
            line ->
                line.contains(worker + " cannot be used: it has Blender " + has)
                    && line.contains("rendered by Blender " + wanted));
  }

  @Test
  void onlyThoseThatFitRender() throws Exception {
    startFarm();
    List<Path> mine =
        List.of(OtherBlenders.program("debian-4.3"), OtherBlenders.program("bpy-4.5"));

    // A frame that is cut at the end would count as many.
    Program client = render("four", mine, "--whole-frames");
    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    Scene.assertSamePictures(
        temporary.resolve("four"), Scene.reference(OtherBlenders.command("debian-4.3"), scene));
    assertThat(client.framesOf("four") + client.framesOf("both")).isEqualTo(FRAMES);
    assertNotUsed(client, "five", "5.2", "4.3");
    assertNotUsed(client, "module", "4.5", "4.3");

    Program other = render("module", mine, "--blender-version", "4.5", "--whole-frames");
    assertThat(other.awaitEnd()).as("%s", other.lines()).isZero();
    Scene.assertSamePictures(
        temporary.resolve("module"), Scene.reference(OtherBlenders.command("bpy-4.5"), scene));
    assertThat(other.framesOf("module")).isEqualTo(FRAMES);
    assertNotUsed(other, "four", "4.3.2", "4.5");
    assertThat(other.lines())
        .anyMatch(line -> line.contains("(Python module), the file was saved with 4.3"))
        .anyMatch(line -> line.contains("both cannot be used: it has Blender 5.2"));
  }

  /** Both have Blender 5.2, and only the official one has a denoiser. */
  @Test
  void aSceneIsDenoisedWhereADenoiserIs() throws Exception {
    Path builder = OtherBlenders.command("bpy-5.2");
    Path denoised = Scene.denoised(builder, temporary.resolve("denoised.blend"));
    machine("without", OtherBlenders.program("debian-5.2")).awaitLine("is ready");
    machine("with", OtherBlenders.program("bpy-5.2")).awaitLine("is ready");
    machine("too", OtherBlenders.program("bpy-5.2")).awaitLine("is ready");
    List<Path> mine = List.of(OtherBlenders.program("bpy-5.2"));

    Program frames = render(denoised, "frames", mine, "--whole-frames");
    assertThat(frames.awaitEnd()).as("%s", frames.lines()).isZero();
    Path reference = Scene.reference(builder, denoised);
    Scene.assertSamePictures(temporary.resolve("frames"), reference);
    assertThat(frames.framesOf("without")).isZero();
    assertThat(frames.lines())
        .anyMatch(line -> line.contains("without cannot be used") && line.contains("no denoiser"));

    Program still = render(denoised, "still", mine, "--still", "--frame", "2", "--tiles", "2x2");
    assertThat(still.awaitEnd()).as("%s", still.lines()).isZero();
    assertThat(still.lines())
        .anyMatch(line -> line.contains("without cannot be used") && line.contains("no denoiser"));
    Path alone = Files.createDirectory(temporary.resolve("alone"));
    Files.copy(reference.resolve("shot_0002.png"), alone.resolve("shot_0002.png"));
    Scene.assertSamePictures(temporary.resolve("still"), alone);
  }

  @Test
  void whatNobodyHasIsSaidAtOnce() throws Exception {
    machine("four", OtherBlenders.program("debian-4.3")).awaitLine("is ready");
    List<Path> mine =
        List.of(OtherBlenders.program("debian-4.3"), OtherBlenders.program("bpy-4.5"));

    Program nobody = render("nobody", mine, "--blender-version", "4.1");
    assertThat(nobody.awaitEnd()).isEqualTo(3);
    assertThat(nobody.complaint())
        .contains("does not have Blender 4.1", "Blender 4.3.2 (", "Blender 4.5.");

    Program client = render("alone", mine, "--blender-version", "4.5");
    assertThat(client.awaitEnd()).isEqualTo(3);
    assertThat(client.complaint())
        .contains("No worker can be used", "four: it has Blender 4.3.2", "by Blender 4.5");
  }

  @Test
  void aStillInTilesHasOneBuild() throws Exception {
    startFarm();
    Path mine = OtherBlenders.program("debian-4.3");
    Program client = render("tiles", List.of(mine), "--still", "--frame", "2", "--tiles", "2x2");
    assertThat(client.awaitEnd()).as("%s", client.lines()).isZero();
    assertNotUsed(client, "module", "4.5", "4.3");
    Path reference =
        Scene.reference(
            OtherBlenders.command("debian-4.3"), scene, temporary.resolve("reference"), 2);
    Scene.assertSamePictures(temporary.resolve("tiles"), reference);
  }
}
