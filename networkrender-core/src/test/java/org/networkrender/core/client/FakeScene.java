package org.networkrender.core.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.PictureName;
import org.networkrender.api.backend.FurtherFile;
import org.networkrender.api.backend.MovieFile;
import org.networkrender.api.backend.Simulation;

/** What the lines of a scene of {@link FakeBackend} tell of it. */
final class FakeScene {
  private FakeScene() {}

  /** Lines such as {@code lacks a node} and {@code without wood.png} tell what is missing. */
  static List<String> told(Path scene, String word) throws IOException {
    return Files.readAllLines(scene).stream()
        .filter(line -> line.startsWith(word))
        .map(line -> line.substring(word.length()))
        .toList();
  }

  /** Lines such as {@code saves passes/depth_####.png} tell of further files, beside the scene. */
  static List<FurtherFile> saved(Path scene) throws IOException {
    List<FurtherFile> files = new ArrayList<>();
    for (String path : told(scene, "saves ")) {
      Path place = scene.resolveSibling(path).toAbsolutePath();
      PictureName name = new PictureName(place.getFileName().toString());
      files.add(new FurtherFile(place.getParent(), name, "the node " + name.pattern()));
    }
    return files;
  }

  /** A line such as {@code makes shot_####.fmv} tells of a movie. */
  static List<MovieFile> movies(Path scene) throws IOException {
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
