package org.networkrender.blender;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** A machine that has of a scene only what is sent: what it came from is not there any more. */
final class OtherMachine {
  private final Path directory;
  private final Optional<Path> baked;

  OtherMachine(Path directory) {
    this(directory, Optional.empty());
  }

  private OtherMachine(Path directory, Optional<Path> baked) {
    this.directory = directory;
    this.baked = baked;
  }

  /** Returns this machine with what another one has baked of the scene. */
  OtherMachine withBaked(Path file) {
    return new OtherMachine(directory, Optional.of(file));
  }

  /**
   * Renders frames while the scene's own directory is away.
   *
   * @param root the directory that holds the scene and all its files
   * @return the first picture of each frame
   */
  List<Path> render(SceneDescription scene, Path root, int... frames) throws Exception {
    return renderAll(scene, root, frames).stream().map(pictures -> pictures.get(0)).toList();
  }

  /** Renders frames while the scene's own directory is away; returns all pictures of each frame. */
  List<List<Path>> renderAll(SceneDescription scene, Path root, int... frames) throws Exception {
    Map<String, Path> files = receive(scene, root);
    Path away = Files.move(root, root.resolveSibling(root.getFileName() + "-away"));
    try {
      return render(scene, files, frames);
    } finally {
      Files.move(away, root);
    }
  }

  /** Renders frames where only the copies count, as the client's own machine does. */
  List<List<Path>> renderBeside(SceneDescription scene, Path root, int... frames) throws Exception {
    return render(scene, receive(scene, root), frames);
  }

  private List<List<Path>> render(SceneDescription scene, Map<String, Path> files, int... frames)
      throws Exception {
    Path output = Files.createDirectories(directory.resolve("output"));
    List<List<Path>> pictures = new ArrayList<>();
    try (RenderSession session =
        new BlenderBackend().open(request(scene, files, scene.properties()))) {
      for (int frame : frames) {
        pictures.add(
            session.render(RenderRequest.wholeFrame(frame, output), ProgressListener.NONE));
      }
    }
    return pictures;
  }

  /** Copies what is sent, so that relative paths hold as they do in a job. */
  Map<String, Path> receive(SceneDescription scene, Path root) throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    List<Path> all = new ArrayList<>(scene.files());
    all.add(scene.scene());
    for (Path file : all) {
      Path local = directory.resolve("tree").resolve(plain(root.relativize(file)));
      Files.createDirectories(local.getParent());
      files.put(file.toString(), Files.copy(file, local));
    }
    return files;
  }

  /** A job allows no name that another operating system takes for something else. */
  private static String plain(Path relative) {
    return relative.toString().replaceAll("[\\\\:*?\"<>|\\p{Cntrl}]", "_");
  }

  SessionRequest request(
      SceneDescription scene, Map<String, Path> files, Map<String, String> properties)
      throws IOException {
    return new SessionRequest(
        files.get(scene.scene().toString()),
        files,
        Scenes.files(scene),
        scene.parts().map(PartFormat::file),
        properties,
        Map.of(),
        Scenes.settings(directory),
        baked);
  }

  /** What a scene is looked into with, where it lies. */
  static SessionRequest look(Path scene, Path directory) throws IOException {
    return new SessionRequest(
        scene,
        Map.of(),
        List.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Scenes.settings(directory));
  }

  /** Where two pictures differ: cells of 12 by 12 pixels, by column and row. */
  static Set<String> differences(Path one, Path other) throws IOException {
    BufferedImage left = ImageIO.read(one.toFile());
    BufferedImage right = ImageIO.read(other.toFile());
    Set<String> cells = new TreeSet<>();
    if (left.getWidth() != right.getWidth() || left.getHeight() != right.getHeight()) {
      cells.add("size");
      return cells;
    }
    for (int y = 0; y < left.getHeight(); y++) {
      for (int x = 0; x < left.getWidth(); x++) {
        if (left.getRGB(x, y) != right.getRGB(x, y)) {
          cells.add(x / 12 + "," + y / 12);
        }
      }
    }
    return cells;
  }
}
