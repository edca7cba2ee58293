package org.networkrender.cli.stills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** A scene of the matrix in all its sizes and formats, and what Blender alone made of each. */
final class MatrixScene {
  /** The only frame. */
  static final int FRAME = 2;

  /** The formats by their names in the script, with the extension of their files. */
  static final Map<String, String> FORMATS =
      Map.of(
          "png8",
          "png",
          "png16",
          "png",
          "jpeg",
          "jpg",
          "tiff16",
          "tif",
          "exrhalf",
          "exr",
          "exrfloat",
          "exr",
          "layers",
          "exr");

  /** The one that Blender runs, and those that it imports. */
  private static final List<String> SCRIPTS =
      List.of(
          "matrix_scene.py",
          "matrix_start.py",
          "matrix_samples.py",
          "matrix_pictures.py",
          "matrix_contents.py");

  private final Path directory;
  private final String name;
  private final BackendSettings settings;
  private final RenderBackend backend = backend();

  private MatrixScene(Path directory, String name) throws IOException {
    this.directory = directory;
    this.name = name;
    this.settings =
        new BackendSettings(List.of(), 1, Files.createDirectories(directory.resolve("temporary")));
  }

  /** Makes a scene in some sizes and formats, and renders each with Blender alone. */
  static MatrixScene make(
      Path directory, String name, List<String> grids, Collection<String> formats)
      throws Exception {
    MatrixScene scene = new MatrixScene(directory, name);
    Path scripts = Files.createDirectory(directory.resolve("scripts"));
    for (String script : SCRIPTS) {
      try (InputStream in = MatrixScene.class.getResourceAsStream(script)) {
        assertThat(in).as(script).isNotNull();
        Files.copy(in, scripts.resolve(script));
      }
    }
    Tool.run(
        TimeUnit.MINUTES.toSeconds(5),
        "blender",
        "-b",
        "--factory-startup",
        "--python-exit-code",
        "7",
        "-t",
        "1",
        "-P",
        scripts.resolve(SCRIPTS.get(0)).toString(),
        "--",
        directory.toString(),
        name,
        String.join(",", grids),
        String.join(",", formats));
    return scene;
  }

  /** Returns whether the Blender under test can denoise. */
  static boolean hasDenoiser(Path directory) throws Exception {
    BackendSettings settings =
        new BackendSettings(List.of(), 1, Files.createDirectories(directory.resolve("probe")));
    return "true".equals(backend().probe(settings).get(0).features().get("denoiser"));
  }

  private static RenderBackend backend() {
    return ServiceLoader.load(RenderBackend.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(backend -> backend.name().equals("blender"))
        .findFirst()
        .orElseThrow();
  }

  private String stem(String grid, String format) {
    return name + "_" + grid + "_" + format;
  }

  SceneDescription inspect(String grid, String format) throws RenderException {
    return backend.inspectToRender(
        directory.resolve(stem(grid, format) + ".blend"), settings, Map.of());
  }

  /** Opens the scene in one format; all formats of one size share a description. */
  RenderSession open(SceneDescription description, String grid, String format)
      throws RenderException {
    List<String> views = name.equals("multiview") ? List.of("_L", "_R") : List.of("");
    return backend.open(
        new SessionRequest(
            directory.resolve(stem(grid, format) + ".blend"),
            Map.of(),
            views.stream()
                .map(v -> stem(grid, format) + "_####" + v + "." + FORMATS.get(format))
                .map(PictureName::new)
                .toList(),
            description.parts().map(PartFormat::file),
            description.properties(),
            Map.of(),
            settings));
  }

  /** Returns what Blender alone made of it. */
  Path reference(Path picture) {
    return directory.resolve("reference").resolve(picture.getFileName());
  }
}
