package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/**
 * Simulations that nobody has baked, frames in any order and in any session: each is the frame of
 * one Blender that plays the scene from its first frame on.
 */
@Tag("beside-others")
@Tag("once-a-version")
class BakeTest {
  private static final int LAST = 6;

  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.makeAloneBy(made, "simulated.py");
  }

  private static SceneDescription inspect(String name) throws Exception {
    assumeTrue(Files.exists(made.resolve(name).resolve("scene.blend")), "no " + name);
    return Scenes.inspect(made.resolve(name).resolve("scene.blend"), Map.of());
  }

  private SessionRequest elsewhere(SceneDescription scene, String machine) throws Exception {
    OtherMachine other = new OtherMachine(Files.createDirectories(directory.resolve(machine)));
    return other.request(
        scene, other.receive(scene, scene.scene().getParent()), scene.properties());
  }

  private void isPlayed(String name, SessionRequest request, int... frames) throws Exception {
    Path output = Files.createDirectories(directory.resolve("output"));
    List<String> differing = new ArrayList<>();
    try (RenderSession session = new BlenderBackend().open(request)) {
      for (int frame : frames) {
        Path picture =
            session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE).get(0);
        Path expected = made.resolve("expected/%s_%04d.png".formatted(name, frame));
        if (!OtherMachine.differences(picture, expected).isEmpty()) {
          differing.add("frame " + frame);
        }
      }
    }
    assertThat(differing).isEmpty();
  }

  private void isRendered(SessionRequest request) throws Exception {
    Path output = Files.createDirectories(directory.resolve("output"));
    try (RenderSession session = new BlenderBackend().open(request)) {
      assertThat(session.render(RenderRequest.wholeFrame(3, output), ProgressListener.NONE))
          .hasSize(1);
    }
  }

  /** Blender itself writes frames of some caches as soon as it opens a scene. */
  private void nothingIsWrittenBeside(SceneDescription scene, String name, String... machines)
      throws Exception {
    List<Path> sent = new ArrayList<>(scene.files());
    sent.add(scene.scene());
    assertThat(filesIn(made.resolve(name))).containsExactlyInAnyOrderElementsOf(sent);
    for (String machine : machines) {
      assertThat(filesIn(directory.resolve(machine).resolve("tree"))).hasSameSizeAs(sent);
    }
  }

  private static List<Path> filesIn(Path directory) throws Exception {
    try (Stream<Path> all = Files.walk(directory)) {
      // Blender removes such files again, sometimes, but not their directory.
      return all.filter(path -> Files.isRegularFile(path) || path.toString().contains("blendcache"))
          .toList();
    }
  }

  private Path bake(SceneDescription scene) throws Exception {
    return bake(scene, new ArrayList<>());
  }

  private Path bake(SceneDescription scene, List<String> notes) throws Exception {
    List<Double> progress = new ArrayList<>();
    try (RenderSession session = new BlenderBackend().open(elsewhere(scene, "bakes"))) {
      Path file =
          session.bake(
              new BakeRequest(LAST, Files.createDirectory(directory.resolve("baked"))),
              (fraction, note) -> {
                progress.add(fraction);
                notes.add(note);
              });
      assertThat(progress).endsWith(1.0).hasSizeGreaterThan(LAST).isSorted();
      assertThat(new BlenderBackend().bakeFault(file)).isEmpty();
      return file;
    }
  }

  private static void moves(String name) throws Exception {
    for (int frame = 2; frame <= LAST; frame++) {
      assertThat(
              OtherMachine.differences(
                  made.resolve("expected/%s_%04d.png".formatted(name, frame - 1)),
                  made.resolve("expected/%s_%04d.png".formatted(name, frame))))
          .as("%s moves to frame %d", name, frame)
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloth",
        "disk_cloth",
        "finer_cloth",
        "soft",
        "particles",
        "paint",
        "instanced",
        "strip",
        "composited",
        "behind",
        "named",
        "blurred"
      })
  void whatOneSessionBakesAnotherRendersInAnyOrder(String name) throws Exception {
    moves(name);
    SceneDescription scene = inspect(name);
    assertThat(scene.simulation().orElseThrow().chained()).isEmpty();
    assertThat(scene.simulation().orElseThrow().first()).isEqualTo(1);
    Path file = bake(scene);
    isPlayed(name, elsewhere(scene, "one").withBaked(file), 4, 2, 6, 1);
    nothingIsWrittenBeside(scene, name, "bakes", "one");
  }

  @Test
  void aBakeIsTheSameForEachSession() throws Exception {
    SceneDescription scene = inspect("cloth");
    Path file = bake(scene);
    isPlayed("cloth", elsewhere(scene, "one").withBaked(file), 6, 3);
    isPlayed("cloth", elsewhere(scene, "other").withBaked(file), 5, 3, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"early_particles", "hair", "rigid", "linked"})
  void whatCannotBeStoredIsPlayedInEachSession(String name) throws Exception {
    isPlayedInEachSession(name);
  }

  /** A method of its own, since not every Blender has them. */
  @Test
  void simulationNodesArePlayedInEachSession() throws Exception {
    isPlayedInEachSession("zone");
  }

  /** The same: some Blenders end while they play fluids. */
  @Test
  void liquidsArePlayedInEachSession() throws Exception {
    isPlayedInEachSession("liquid");
    isNotRenderedUnlessBaked("liquid");
  }

  /** The same: in Blender 5 nothing moves in it. */
  @Test
  void smokeIsPlayedInEachSession() throws Exception {
    isPlayedInEachSession("smoke");
    isNotRenderedUnlessBaked("smoke");
  }

  /** The same: some Blenders end while they bake fluids. */
  @Test
  void liquidsAreBaked() throws Exception {
    isBakedAsByAClick("baked_liquid", "fluid data: ", "fluid mesh: ");
  }

  /** The same: not every Blender renders smoke. */
  @Test
  void smokeIsBaked() throws Exception {
    isBakedAsByAClick("baked_smoke", "fluid: ");
  }

  private void isBakedAsByAClick(String name, String... steps) throws Exception {
    SceneDescription scene = inspect(name);
    moves(name);
    assertThat(scene.lacks()).isEmpty();
    assertThat(scene.simulation().orElseThrow().chained()).isEmpty();
    List<String> notes = new ArrayList<>();
    Path file = bake(scene, notes);
    // Motion blur would look at the frame behind the last one.
    int last = LAST + 1;
    Stream<String> baked =
        Stream.of(steps)
            .flatMap(
                step ->
                    IntStream.rangeClosed(1, last)
                        .mapToObj(frame -> step + "frame " + frame + " of " + last));
    Stream<String> played =
        IntStream.rangeClosed(1, last)
            .mapToObj(frame -> "played " + frame + " of " + last + " frames");
    assertThat(notes).containsSubsequence(Stream.concat(baked, played).toList());
    isPlayed(name, elsewhere(scene, "one").withBaked(file), 4, 1, 6);
    isPlayed(name, elsewhere(scene, "other").withBaked(file), 5, 2);
    isPlayed(name, elsewhere(scene, "third").withBaked(file), 3);
    nothingIsWrittenBeside(scene, name, "bakes", "one", "other", "third");
  }

  private void isPlayedInEachSession(String name) throws Exception {
    SceneDescription scene = inspect(name);
    moves(name);
    assertThat(scene.simulation().orElseThrow().chained()).isNotEmpty();
    assertThat(scene.parts().orElseThrow().tiles().refusal()).contains("played by one session");
    isPlayed(name, elsewhere(scene, "one"), 2, 5, 1, 6);
    nothingIsWrittenBeside(scene, name, "one");
  }

  @Test
  void paintIsNotWrittenBesideTheScene() throws Exception {
    SceneDescription scene = inspect("wet");
    isRendered(elsewhere(scene, "one").withBaked(bake(scene)));
    nothingIsWrittenBeside(scene, "wet", "bakes", "one");
  }

  private void isNotRenderedUnlessBaked(String name) throws Exception {
    SceneDescription scene = inspect(name);
    assertThat(scene.lacks())
        .containsExactly(
            "the fluid of domain is not baked: choose All or Modular as the type of its cache, and"
                + " bake it in Blender");
    isRendered(elsewhere(scene, "another"));
    nothingIsWrittenBeside(scene, name, "another");
  }

  @Test
  void whatIsBakedOrNotRenderedNeedsNoBake() throws Exception {
    for (String name : List.of("stored", "switched_off")) {
      SceneDescription scene = inspect(name);
      assertThat(scene.simulation()).as(name).isEmpty();
      assertThat(scene.warnings()).as(name).noneMatch(line -> line.contains("not baked"));
    }
  }

  @Test
  void aSceneThatStartsAfterItsSimulationIsPlayedFromItsFirstFrameAndThatIsTold() throws Exception {
    SceneDescription scene = inspect("late");
    assertThat(scene.simulation().orElseThrow().first()).isEqualTo(1);
    assertThat(scene.warnings())
        .anyMatch(line -> line.contains("starts with frame 3, after its simulations"));
    isPlayed("late", elsewhere(scene, "one").withBaked(bake(scene)), 5, 3);
  }

  @Test
  void withoutRoomForItTheDiskIsNamed() throws Exception {
    SceneDescription scene = inspect("late");
    Path taken =
        Files.createDirectories(directory.resolve("taken").resolve(BakeRequest.FILE)).getParent();
    try (RenderSession session = new BlenderBackend().open(elsewhere(scene, "bakes"))) {
      assertThatExceptionOfType(RenderException.class)
          .isThrownBy(() -> session.bake(new BakeRequest(3, taken), ProgressListener.NONE))
          .withMessageStartingWith("Cannot store the results of the simulations")
          .extracting(RenderException::kind)
          .isEqualTo(ErrorKind.RESOURCE);
    }
  }

  private static final String TABLE =
      "{'format': 'networkrender bake 1', 'caches': [['flag', 'Cloth', 0]]}".replace('\'', '"');

  private Path archive(String name, int method, String... members) throws Exception {
    Path file = directory.resolve(name + ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < members.length; i += 2) {
        byte[] content = members[i + 1].getBytes(StandardCharsets.UTF_8);
        ZipEntry entry = new ZipEntry(members[i]);
        entry.setMethod(method);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setCrc(sum.getValue());
        entry.setSize(content.length);
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return file;
  }

  @Test
  @Tag("system-only")
  void aFileThatIsNoResultOfABakeIsRefusedAndWritesNothing() throws Exception {
    SceneDescription scene = inspect("late");
    Path outside = directory.resolve("outside_01.bphys");
    Path text = Files.writeString(directory.resolve("text.zip"), "no archive");
    Path whole = archive("whole", ZipEntry.STORED, "bake.json", TABLE);
    Path cut = directory.resolve("cut.zip");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(whole), 60));
    List<Path> files =
        List.of(
            text,
            cut,
            archive("none", ZipEntry.STORED, "other", ""),
            archive("packed", ZipEntry.DEFLATED, "bake.json", TABLE),
            archive("nothing", ZipEntry.STORED, "bake.json", "{}"),
            archive("long", ZipEntry.STORED, "bake.json", " ".repeat(5 << 20) + TABLE),
            archive("other", ZipEntry.STORED, "bake.json", TABLE.replace("Cloth", "Soft")),
            archive("up", ZipEntry.STORED, "bake.json", TABLE, "0000/../../outside_01.bphys", "x"),
            archive("root", ZipEntry.STORED, "bake.json", TABLE, outside.toString(), "x"),
            archive("name", ZipEntry.STORED, "bake.json", TABLE, "0000/evil.py", "x"),
            archive("deep", ZipEntry.STORED, "bake.json", TABLE, "0000/a/000001_00.bphys", "x"));
    for (Path file : files) {
      SessionRequest request =
          elsewhere(scene, file.getFileName().toString() + "-machine").withBaked(file);
      try (RenderSession session = new BlenderBackend().open(request)) {
        assertThatExceptionOfType(RenderException.class)
            .as("%s", file)
            .isThrownBy(
                () -> session.render(RenderRequest.wholeFrame(3, directory), ProgressListener.NONE))
            .withMessageStartingWith("The stored results of the simulations are not those")
            .extracting(RenderException::kind)
            .isEqualTo(ErrorKind.WORKER);
      }
    }
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.filter(path -> path.toString().endsWith(".bphys") || path.endsWith("evil.py")))
          .isEmpty();
    }
  }

  /** Frames that are none leave the cloth as it is; they are read by Blender, within bounds. */
  @Test
  void framesOfNonsenseHarmNobody() throws Exception {
    SceneDescription scene = inspect("late");
    Path file =
        archive(
            "nonsense", ZipEntry.STORED, "bake.json", TABLE, "0000/000003_00.bphys", "BPHYSICS");
    isRendered(elsewhere(scene, "one").withBaked(file));
  }
}
