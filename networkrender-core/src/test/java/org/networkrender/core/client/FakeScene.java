package org.networkrender.core.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.FurtherFile;
import org.networkrender.api.backend.MovieFile;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.Simulation;

/** A scene of {@link FakeBackend}: what its lines tell of it. */
final class FakeScene {
  static final PixelSize SIZE = new PixelSize(FakePictures.WIDTH, FakePictures.HEIGHT);
  private static final int SAMPLES = 8;

  private FakeScene() {}

  /**
   * Describes a scene, which names files beside it in lines such as {@code links other.fake}.
   *
   * @param finishing whether joined parts are not the picture itself yet
   */
  static SceneDescription describe(Path scene, boolean finishing) throws RenderException {
    List<Path> files = new ArrayList<>(List.of(scene));
    try {
      told(scene, "links ").forEach(name -> files.add(scene.resolveSibling(name)));
    } catch (IOException e) {
      throw new RenderException(ErrorKind.USER, "no scene", "", e);
    }
    return describe(scene, files, finishing);
  }

  /** Describes a scene whose content is in a copy. */
  static SceneDescription describeCopy(Path scene, Path content, boolean finishing)
      throws RenderException {
    SceneDescription copy = describe(content, List.of(), finishing);
    return SceneDescription.builder(scene, copy.frames(), copy.size(), copy.pictures())
        .rendererVersion(copy.rendererVersion())
        .current(copy.current())
        .files(List.of(scene))
        .parts(copy.parts())
        .build();
  }

  /** Describes a scene of which is known which files it names. */
  static SceneDescription describe(Path scene, List<Path> files, boolean finishing)
      throws RenderException {
    try {
      return SceneDescription.builder(
              scene,
              FrameSet.parse(Files.readAllLines(scene).get(0)),
              SIZE,
              List.of(new PictureName("####.png")))
          .rendererVersion("1")
          .files(files)
          .missing(told(scene, "without "))
          .parts(Optional.of(parts(finishing)))
          .lacks(told(scene, "lacks "))
          .furtherFiles(saved(scene))
          .movies(movies(scene))
          .simulation(simulation(scene))
          .build();
    } catch (IOException e) {
      throw new RenderException(ErrorKind.USER, "no scene", "", e);
    }
  }

  private static PartFormat parts(boolean finishing) {
    return new PartFormat(
        SIZE,
        PixelRegion.whole(SIZE),
        new PictureName("part_####.png"),
        finishing,
        3,
        "",
        new PartFormat.TileRules(FakePictures.OVERSCAN, ""),
        new PartFormat.SampleRules(SAMPLES, "", "", List.of()));
  }

  /** Lines such as {@code lacks a node} and {@code without wood.png} tell what is missing. */
  private static List<String> told(Path scene, String word) throws IOException {
    return Files.readAllLines(scene).stream()
        .filter(line -> line.startsWith(word))
        .map(line -> line.substring(word.length()))
        .toList();
  }

  /** Lines such as {@code saves passes/depth_####.png} tell of further files, beside the scene. */
  private static List<FurtherFile> saved(Path scene) throws IOException {
    List<FurtherFile> files = new ArrayList<>();
    for (String path : told(scene, "saves ")) {
      Path place = scene.resolveSibling(path).toAbsolutePath();
      PictureName name = new PictureName(place.getFileName().toString());
      files.add(new FurtherFile(place.getParent(), name, "the node " + name.pattern()));
    }
    return files;
  }

  /** A line such as {@code makes shot_####.fmv} tells of a movie. */
  private static List<MovieFile> movies(Path scene) throws IOException {
    return told(scene, "makes ").stream()
        .map(name -> new MovieFile(new PictureName(name), false))
        .toList();
  }

  /** Lines such as {@code simulates Cloth} and {@code chained it is linked}. */
  static Optional<Simulation> simulation(Path scene) throws IOException {
    List<String> names = told(scene, "simulates ");
    String why = String.join("", told(scene, "chained "));
    return names.isEmpty() ? Optional.empty() : Optional.of(new Simulation(names, 1, why));
  }
}
