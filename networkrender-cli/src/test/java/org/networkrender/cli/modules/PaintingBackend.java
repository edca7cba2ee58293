package org.networkrender.cli.modules;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** A renderer that paints a plain picture; somebody else's module gives it. */
public final class PaintingBackend implements RenderBackend {
  private static final PixelSize SIZE = new PixelSize(16, 9);

  /** Is called by the service loader. */
  public PaintingBackend() {}

  @Override
  public String name() {
    return "painting";
  }

  @Override
  public boolean recognises(Path scene) {
    return scene.toString().endsWith(".painting");
  }

  @Override
  public List<Capabilities> probe(BackendSettings settings) {
    return List.of(
        new Capabilities(name(), "1", List.of("BRUSH"), List.of("CPU"), Map.of("colour", "grey")));
  }

  @Override
  public SceneDescription inspect(
      Path scene, BackendSettings settings, Map<String, String> options) {
    return SceneDescription.builder(
            scene, FrameSet.parse("1-3"), SIZE, List.of(new PictureName("####.png")))
        .rendererVersion("1")
        .engine("BRUSH")
        .properties(Map.of("paint", "grey"))
        .build();
  }

  @Override
  public Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.empty();
  }

  @Override
  public RenderSession open(SessionRequest request) {
    return new Session(request.pictures().get(0));
  }

  private record Session(PictureName picture) implements RenderSession {
    @Override
    public List<Path> render(RenderRequest request, ProgressListener listener)
        throws RenderException {
      Path file = request.directory().resolve(picture.forFrame(request.frame()));
      BufferedImage image =
          new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, 0x808080 + request.frame());
      try {
        ImageIO.write(image, "png", file.toFile());
      } catch (IOException e) {
        throw new RenderException(ErrorKind.RESOURCE, "cannot write the picture", "", e);
      }
      return List.of(file);
    }

    @Override
    public void cancel() {}

    @Override
    public boolean isUsable() {
      return true;
    }

    @Override
    public void close() {}
  }
}
