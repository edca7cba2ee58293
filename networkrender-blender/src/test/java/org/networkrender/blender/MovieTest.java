package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.MovieFile;
import org.networkrender.api.backend.MovieRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** Movies are those that {@code blender -a} makes: each pixel and each value of sound. */
@Tag("beside-others")
@Tag("once-a-version")
class MovieTest {
  @TempDir static Path made;
  @TempDir Path directory;

  @BeforeAll
  static void makeScenes() throws Exception {
    Scenes.makeBy(made, "movies.py");
  }

  @ParameterizedTest
  @CsvSource({
    "silent, mp4, false",
    "h264, mp4, true",
    "ffv1, mkv, false",
    "alike, ogv, false",
    "speaker, mkv, true",
    "mute, mkv, false",
    "alpha, mov, false",
    "stamp, mkv, true",
    "half, mkv, true",
    "strips, mkv, true",
    "stereo, mkv, false"
  })
  void aMovieIsTheOneThatBlenderMakes(String name, String extension, boolean sound)
      throws Exception {
    assertIsAsBlenderMakesIt(name, extension, sound);
  }

  /** Blender 4.3 does not make grey movies quite grey. */
  @Test
  void aGreyMovieIsGrey() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("grey.blend"), Map.of());
    if (scene.warnings().stream().noneMatch(line -> line.contains("by 1 of 255"))) {
      assertIsAsBlenderMakesIt("grey", "mkv", true);
      return;
    }
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      DecodedMovie movie = DecodedMovie.of(encoded(session, scene, scene.frames()).get(0));
      DecodedMovie wanted = DecodedMovie.of(made.resolve("expected").resolve("grey_0100-0104.mkv"));
      assertThat(wanted.isGrey()).isFalse();
      assertThat(movie.isGrey()).isTrue();
      movie.assertIsWithinOneOf(wanted);
    }
  }

  @ParameterizedTest
  @CsvSource({"prores, mov", "deep, mkv"})
  void codecsOfNewerBlenders(String name, String extension) throws Exception {
    assumeTrue(Files.exists(made.resolve(name + ".blend")), "this Blender has no such codec");
    assertIsAsBlenderMakesIt(name, extension, true);
  }

  private void assertIsAsBlenderMakesIt(String name, String extension, boolean sound)
      throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve(name + ".blend"), Map.of());
    List<String> expected = names(made.resolve("expected"), name);
    FrameSet frames = scene.frames();
    assertThat(scene.movies()).extracting(MovieFile::sound).containsOnly(sound);
    assertThat(scene.movies())
        .extracting(movie -> movie.name().forFrames(frames.get(0), 104))
        .isEqualTo(expected)
        .allMatch(each -> each.endsWith("." + extension));
    assertThat(scene.warnings()).noneMatch(line -> line.contains("movie"));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      List<Path> movies = encoded(session, scene, frames);
      for (int i = 0; i < expected.size(); i++) {
        DecodedMovie wanted = DecodedMovie.of(made.resolve("expected").resolve(expected.get(i)));
        DecodedMovie.of(movies.get(i)).assertIs(wanted);
        assertThat(wanted.hasSound()).isEqualTo(sound);
      }
    }
  }

  /** Renders the frames and encodes the movies. */
  private List<Path> encoded(RenderSession session, SceneDescription scene, FrameSet frames)
      throws Exception {
    List<List<Path>> pictures = rendered(session, scene, frames);
    List<Path> movies = new ArrayList<>();
    for (int i = 0; i < scene.movies().size(); i++) {
      Path place = Files.createDirectory(directory.resolve("movie" + i));
      String name =
          scene.movies().get(i).name().forFrames(frames.get(0), frames.get(frames.size() - 1));
      movies.add(place.resolve(name));
      session.encode(
          new MovieRequest(frames, pictures.get(i), i, movies.get(i)), ProgressListener.NONE);
      assertThat(names(place, "")).containsExactly(name);
    }
    return movies;
  }

  private List<List<Path>> rendered(RenderSession session, SceneDescription scene, FrameSet frames)
      throws Exception {
    Path output = Files.createDirectories(directory.resolve("pictures"));
    List<List<Path>> pictures = new ArrayList<>();
    scene.pictures().forEach(each -> pictures.add(new ArrayList<>()));
    for (int frame : frames.stream().toArray()) {
      List<Path> files =
          session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE);
      for (int i = 0; i < files.size(); i++) {
        pictures.get(i).add(files.get(i));
      }
    }
    return pictures;
  }

  private static List<String> names(Path place, String start) throws Exception {
    try (Stream<Path> files = Files.list(place)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(start))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, shot_####.mkv",
    "1, film.mkv",
    "2, z_##.mkv",
    "3, ####.mkv",
    "4, film.mp4####.mkv",
    "5, bare"
  })
  void namesMoviesAsBlenderDoes(int index, String expected) throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("names" + index + ".blend"), Map.of());
    assertThat(scene.movies()).containsExactly(new MovieFile(new PictureName(expected), false));
    assertThat(names(made.resolve("names" + index), ""))
        .containsExactly(scene.movies().get(0).name().forFrames(100, 100));
    if (index == 5) {
      try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
        Path movie = encoded(session, scene, FrameSet.of(100)).get(0);
        DecodedMovie.of(movie).assertIs(DecodedMovie.of(made.resolve("names5/bare")));
      }
    }
  }

  @Test
  void whereTheFileDiffersFromThatOfBlenderIsSaid() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("names6.blend"), Map.of());
    assertThat(scene.movies())
        .extracting(movie -> movie.name().pattern())
        .containsExactly("b##.mkv");
    assertThat(names(made.resolve("names6"), "")).containsExactly("b##_000.mkv");
    assertThat(scene.warnings())
        .anyMatch(line -> line.contains("Autosplit"))
        .anyMatch(line -> line.contains("# in its name"));
    assertThat(scene.lacks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PNG", "OPEN_EXR"})
  void picturesAreShownAsAMovieOfTheSceneWouldShowThem(String kind) throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve(kind + ".blend"), Map.of());
    FrameSet frames = scene.frames();
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      List<Path> pictures = rendered(session, scene, frames).get(0);
      Path film = Files.createDirectory(directory.resolve("film")).resolve("film.mkv");
      session.encode(new MovieRequest(frames, pictures, 0, film), ProgressListener.NONE);
      DecodedMovie.of(film).assertIs(DecodedMovie.of(made.resolve("expected/like_0100-0104.mkv")));
    }
  }

  @Test
  void aCombinationThatIsNoneIsToldBeforeAndRefused() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("wrong.blend"), Map.of());
    assertThat(scene.warnings()).noneMatch(line -> line.contains("movie"));
    assertThat(scene.lacks()).singleElement().asString().contains("WEBM does not take", "H264");
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      assertThatThrownBy(() -> encoded(session, scene, FrameSet.of(100)))
          .isInstanceOfSatisfying(
              RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER));
      assertThat(names(directory.resolve("movie0"), "")).isEmpty();
    }
  }

  @Test
  void itTellsHowFarItIsAndCanBeCancelled() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("ffv1.blend"), Map.of());
    FrameSet frames = FrameSet.range(100, 103, 1);
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      List<Path> pictures = rendered(session, scene, frames).get(0);
      Path film = Files.createDirectory(directory.resolve("film")).resolve("film.mkv");
      Set<Double> told = new TreeSet<>();
      session.encode(
          new MovieRequest(frames, pictures, 0, film), (fraction, note) -> told.add(fraction));
      assertThat(told).contains(0.25, 0.5, 0.75, 1.0);
      Files.delete(film);
      assertThatThrownBy(
              () ->
                  session.encode(
                      new MovieRequest(frames, pictures, 0, film),
                      (fraction, note) -> session.cancel()))
          .isInstanceOf(RenderException.class);
      assertThat(names(film.getParent(), "")).isEmpty();
      assertThat(session.isUsable()).isFalse();
    }
  }

  @Test
  void aPictureThatIsGoneIsNotReplacedByABlackOne() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("ffv1.blend"), Map.of());
    FrameSet frames = FrameSet.range(100, 102, 1);
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      List<Path> pictures = rendered(session, scene, frames).get(0);
      Files.delete(pictures.get(1));
      Path film = Files.createDirectory(directory.resolve("film")).resolve("film.mkv");
      assertThatThrownBy(
              () ->
                  session.encode(
                      new MovieRequest(frames, pictures, 0, film), ProgressListener.NONE))
          .isInstanceOf(RenderException.class)
          .hasMessageContaining("ffv1_0101.png is gone");
      assertThat(names(film.getParent(), "")).isEmpty();
    }
  }

  /** What no scene does on purpose: Blender's own encoder loses a frame. */
  @Test
  void framesThatAreNotInTheFileAreMissed() throws Exception {
    SessionDirectory scripts = SessionDirectory.create(directory);
    try {
      String python =
          """
          import sys
          sys.dont_write_bytecode = True
          sys.path.insert(0, r'%s')
          import movie
          movie.check(r'%s', 5)
          try:
              movie.check(r'%s', 6)
          except movie.MovieLost as error:
              print('LOST', error)
          """;
      Path film = made.resolve("expected/ffv1_0100-0104.mkv");
      assertThat(Scenes.makeAlone(directory, python.formatted(scripts.root(), film, film)))
          .contains("LOST of 6 frames Blender finds 5 in it");
    } finally {
      scripts.remove();
    }
  }

  @Test
  void someOfTheFramesAreAsBlenderIsToldToMakeThem() throws Exception {
    Path scene = made.resolve("h264.blend");
    Path own = Files.createDirectory(directory.resolve("own"));
    Scenes.blender(
        made, scene.toString(), "-o", own + "/m", "-s", "98", "-e", "104", "-j", "3", "-a");
    SceneDescription description = Scenes.inspect(scene, Map.of());
    try (RenderSession session = Scenes.open(description, directory, Map.of())) {
      FrameSet frames = FrameSet.range(98, 104, 3);
      List<Path> pictures = rendered(session, description, frames).get(0);
      Path other = Files.createDirectory(directory.resolve("\u00e9 {x}"));
      pictures.set(1, Files.move(pictures.get(1), other.resolve("a#1.png")));
      Path movie = Files.createDirectory(directory.resolve("movie")).resolve("m.mp4");
      session.encode(new MovieRequest(frames, pictures, 0, movie), ProgressListener.NONE);
      DecodedMovie.of(movie).assertIs(DecodedMovie.of(own.resolve("m0098-0104.mp4")));
    }
  }

  @Test
  void theSessionRendersOnAsBefore() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("stamp.blend"), Map.of());
    FrameSet frames = FrameSet.of(List.of(101, 102));
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      encoded(session, scene, frames);
      byte[] before = DecodedMovie.of(directory.resolve("pictures/stamp_0102.png")).video();
      rendered(session, scene, frames);
      assertThat(DecodedMovie.of(directory.resolve("pictures/stamp_0102.png")).video())
          .isEqualTo(before);
      Files.delete(directory.resolve("movie0/stamp_0101-0102.mkv"));
      Files.delete(directory.resolve("movie0"));
      encoded(session, scene, frames);
    }
  }

  @Test
  void aSceneThatMakesPicturesBecomesAnyKindOfMovie() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("PNG.blend"), Map.of());
    assertThat(scene.movies()).isEmpty();
    FrameSet frames = FrameSet.range(100, 103, 1);
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      List<Path> pictures = rendered(session, scene, frames).get(0);
      for (String type : MovieFiles.TYPES) {
        Path film = Files.createDirectory(directory.resolve(type)).resolve("film." + type);
        session.encode(new MovieRequest(frames, pictures, 0, film), ProgressListener.NONE);
        DecodedMovie movie = DecodedMovie.of(film);
        assertThat(movie.hasSound()).as(type).isTrue();
        assertThat(movie.frames(64, 36)).as(type).isEqualTo(4);
      }
    }
  }

  @Test
  void oddSizesAreRefusedWithWhatToDo() throws Exception {
    SceneDescription scene = Scenes.inspect(made.resolve("odd.blend"), Map.of());
    assertThat(scene.lacks()).singleElement().asString().contains("63x36", "64x36");
    try (RenderSession session = Scenes.open(scene, directory, Map.of())) {
      assertThatThrownBy(() -> encoded(session, scene, FrameSet.of(100)))
          .isInstanceOfSatisfying(
              RenderException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.USER);
                assertThat(e.getMessage()).contains("63x36");
                assertThat(e.advice()).contains("64x36");
              });
      assertThat(names(directory.resolve("movie0"), "")).isEmpty();
      assertThat(session.isUsable()).isTrue();
    }
  }
}
