package org.networkrender.core.client;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** Renders nothing: a scene needs all files of the directory beside it that is named as it is. */
final class FilesBenchmarkBackend implements RenderBackend {
  private static final PixelSize SIZE = new PixelSize(8, 8);

  @Override
  public String name() {
    return "files";
  }

  @Override
  public boolean recognises(Path scene) {
    return scene.toString().endsWith(".files");
  }

  @Override
  public List<Capabilities> probe(BackendSettings settings) {
    return List.of(new Capabilities(name(), "1", List.of(), List.of("CPU"), Map.of()));
  }

  @Override
  public SceneDescription inspect(Path scene, BackendSettings settings, Map<String, String> options)
      throws RenderException {
    String name = scene.getFileName().toString().replace(".files", "");
    try (Stream<Path> files = Files.list(scene.resolveSibling(name))) {
      return SceneDescription.builder(
              scene, FrameSet.of(1), SIZE, List.of(new PictureName("####.png")))
          .rendererVersion("1")
          .files(files.sorted().toList())
          .build();
    } catch (IOException e) {
      throw new RenderException(ErrorKind.USER, "no files", "", e);
    }
  }

  @Override
  public Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.empty();
  }

  @Override
  public RenderSession open(SessionRequest request) {
    return new RenderSession() {
      @Override
      public List<Path> render(RenderRequest order, ProgressListener listener)
          throws RenderException {
        Path file = order.directory().resolve(request.pictures().get(0).forFrame(order.frame()));
        try {
          BufferedImage picture =
              new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
          picture.setRGB(0, 0, 1);
          ImageIO.write(picture, "png", file.toFile());
          return List.of(file);
        } catch (IOException e) {
          throw new RenderException(ErrorKind.RESOURCE, "cannot write", "", e);
        }
      }

      @Override
      public void cancel() {
        // Nothing takes long.
      }

      @Override
      public Optional<ProcessHandle> process() {
        return Optional.empty();
      }

      @Override
      public boolean isUsable() {
        return true;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
