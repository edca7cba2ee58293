package org.networkrender.core.client;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
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

/**
 * A renderer that paints small pictures and does what a test tells it. A scene is a text file: the
 * frames in its first line, whatever else below.
 */
final class FakeBackend implements RenderBackend {
  static final int WIDTH = 40;
  static final int HEIGHT = 30;

  /** What can go wrong with a frame. */
  enum Fault {
    NONE,
    SCENE,
    WORKER,
    RESOURCE,
    DEFECT,
    WRONG_SIZE,
    TRUNCATED,
    EMPTY
  }

  private final AtomicInteger sessions = new AtomicInteger();
  private final List<Integer> started = new CopyOnWriteArrayList<>();
  private final List<Path> scenes = new CopyOnWriteArrayList<>();
  private volatile IntFunction<Fault> faults = frame -> Fault.NONE;
  private boolean held;

  FakeBackend faults(IntFunction<Fault> chosen) {
    faults = chosen;
    return this;
  }

  /** From now on no frame gets finished. */
  synchronized FakeBackend hold() {
    held = true;
    return this;
  }

  synchronized void release() {
    held = false;
    notifyAll();
  }

  /** Returns how many sessions were opened. */
  int sessions() {
    return sessions.get();
  }

  /** Returns the frames that were begun, in their order. */
  List<Integer> started() {
    return List.copyOf(started);
  }

  /** Returns the first lines of the scenes of the frames that were begun, in their order. */
  List<Path> scenes() {
    return List.copyOf(scenes);
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public boolean recognises(Path scene) {
    return scene.toString().endsWith(".fake");
  }

  @Override
  public Capabilities probe(BackendSettings settings) {
    return new Capabilities(name(), "1", List.of(), List.of("CPU"), Map.of());
  }

  @Override
  public SceneDescription inspect(Path scene, BackendSettings settings, Map<String, String> options)
      throws RenderException {
    try {
      return new SceneDescription(
          scene,
          "1",
          "",
          FrameSet.parse(Files.readAllLines(scene).get(0)),
          1,
          new PixelSize(WIDTH, HEIGHT),
          List.of(new PictureName("####.png")),
          List.of(scene),
          List.of(),
          List.of(),
          Optional.empty(),
          Map.of());
    } catch (IOException e) {
      throw new RenderException(ErrorKind.USER, "no scene", "", e);
    }
  }

  @Override
  public Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.empty();
  }

  @Override
  public RenderSession open(SessionRequest request) {
    sessions.incrementAndGet();
    return new Session(request);
  }

  private final class Session implements RenderSession {
    private final SessionRequest request;
    private boolean ended;

    Session(SessionRequest request) {
      this.request = request;
    }

    @Override
    public List<Path> render(RenderRequest order, ProgressListener listener)
        throws RenderException, InterruptedException {
      scenes.add(request.scene().getFileName());
      started.add(order.frame());
      awaitRelease();
      Fault fault = faults.apply(order.frame());
      switch (fault) {
        case SCENE -> throw new RenderException(ErrorKind.USER, "the scene has no camera", "");
        case WORKER -> throw new RenderException(ErrorKind.WORKER, "it crashed", "");
        case RESOURCE -> throw new RenderException(ErrorKind.RESOURCE, "out of memory", "");
        case DEFECT -> throw new IllegalStateException("a defect");
        default -> listener.progress(0.5, "half");
      }
      try {
        List<Path> pictures = new ArrayList<>();
        for (PictureName name : request.pictures()) {
          Path file = order.directory().resolve(name.forFrame(order.frame()));
          paint(file, order.frame(), fault);
          pictures.add(file);
        }
        return pictures;
      } catch (IOException e) {
        throw new RenderException(ErrorKind.RESOURCE, "cannot write", "", e);
      }
    }

    private void awaitRelease() throws RenderException, InterruptedException {
      synchronized (FakeBackend.this) {
        while (held && !ended) {
          FakeBackend.this.wait();
        }
        if (ended) {
          throw new RenderException(ErrorKind.INTERNAL, "cancelled", "");
        }
      }
    }

    @Override
    public void cancel() {
      synchronized (FakeBackend.this) {
        ended = true;
        FakeBackend.this.notifyAll();
      }
    }

    @Override
    public boolean isUsable() {
      synchronized (FakeBackend.this) {
        return !ended;
      }
    }

    @Override
    public void close() {
      cancel();
    }
  }

  private static void paint(Path file, int frame, Fault fault) throws IOException {
    int width = fault == Fault.WRONG_SIZE ? WIDTH + 1 : WIDTH;
    BufferedImage image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < HEIGHT; y++) {
        image.setRGB(x, y, x * y * 7919 + frame);
      }
    }
    ImageIO.write(image, "png", file.toFile());
    byte[] whole = Files.readAllBytes(file);
    if (fault == Fault.TRUNCATED) {
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    } else if (fault == Fault.EMPTY) {
      Files.write(file, new byte[0]);
    }
  }
}
