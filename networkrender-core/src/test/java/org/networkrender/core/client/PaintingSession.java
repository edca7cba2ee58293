package org.networkrender.core.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.MovieRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.api.backend.Simulation;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.client.FakeGates.Gate;

/** A session of {@link FakeBackend}. */
final class PaintingSession implements RenderSession {
  /** How long a crawling frame needs for its first percent, in milliseconds. */
  private static final long MOMENT = 300;

  private final FakeBackend backend;
  private final FakeGates gates;
  private final SessionRequest request;
  private volatile boolean ended;

  PaintingSession(FakeBackend backend, FakeGates gates, SessionRequest request) {
    this.backend = backend;
    this.gates = gates;
    this.request = request;
  }

  @Override
  public List<Path> render(RenderRequest order, ProgressListener listener)
      throws RenderException, InterruptedException {
    backend.begun(request, order);
    await(Gate.FRAMES);
    if (order.isPart()) {
      backend.begunPart(order);
      await(Gate.PARTS);
    } else {
      crawl(listener);
    }
    Fault fault = isUnbaked() ? Fault.WRONG_PIXELS : backend.fault(order);
    fail(isBroken() ? Fault.WORKER : fault);
    listener.progress(0.5, "half");
    try {
      return order.isPart() ? paintPart(order, fault) : paintPictures(order, fault);
    } catch (IOException e) {
      throw new RenderException(ErrorKind.RESOURCE, "cannot write", "", e);
    }
  }

  private List<Path> paintPart(RenderRequest order, Fault fault) throws IOException {
    String name = request.part().orElseThrow().forFrame(order.frame());
    Path file = order.directory().resolve(name);
    return List.of(FakePictures.paint(file, order.frame(), order.region(), fault));
  }

  private List<Path> paintPictures(RenderRequest order, Fault fault) throws IOException {
    List<Path> pictures = new ArrayList<>();
    for (PictureName name : request.pictures()) {
      Path file = order.directory().resolve(name.forFrame(order.frame()));
      Path painted = FakePictures.paint(file, order.frame(), null, fault);
      pictures.add(fault == Fault.BLACK ? painted : FakePictures.develop(painted));
    }
    return pictures;
  }

  @Override
  public List<Path> finish(FinishRequest order, ProgressListener listener)
      throws RenderException, InterruptedException {
    Fault fault = backend.finishFault();
    await(Gate.FRAMES);
    fail(fault);
    try {
      List<Path> files = new ArrayList<>();
      for (PictureName name : request.pictures()) {
        Path file = order.directory().resolve(name.forFrame(order.frame()));
        Files.copy(order.joined(), file);
        files.add(FakePictures.develop(file));
      }
      return files;
    } catch (IOException e) {
      throw new RenderException(ErrorKind.RESOURCE, "cannot write", "", e);
    }
  }

  /** A simulation that nobody has baked shows something else. */
  private boolean isUnbaked() throws RenderException {
    try {
      return request.baked().isEmpty()
          && FakeScene.simulation(request.scene()).filter(Simulation::isBakeable).isPresent();
    } catch (IOException e) {
      throw new RenderException(ErrorKind.RESOURCE, "no scene", "", e);
    }
  }

  /** Only a renderer sees whether what was baked is whole. */
  private boolean isBroken() throws RenderException {
    try {
      return request.baked().isPresent()
          && !Files.readString(request.baked().get()).startsWith("baked to ");
    } catch (IOException e) {
      throw new RenderException(ErrorKind.RESOURCE, "no bake", "", e);
    }
  }

  @Override
  public Path bake(BakeRequest order, ProgressListener listener)
      throws RenderException, InterruptedException {
    Fault fault = backend.products().begun(order.last());
    await(Gate.FRAMES);
    fail(fault);
    backend.products().crawl(() -> ended, listener);
    String text = fault == Fault.TRUNCATED ? "bak" : "baked to " + order.last();
    return write(order.file(), fault == Fault.BLACK ? "garbage" : text);
  }

  @Override
  public void encode(MovieRequest order, ProgressListener listener)
      throws RenderException, InterruptedException {
    Fault fault = backend.products().begun(order.frames(), order.pictures());
    await(Gate.FRAMES);
    fail(fault);
    backend.products().crawl(() -> ended, listener);
    StringBuilder movie = new StringBuilder("movie " + order.index() + '\n');
    for (Path picture : order.pictures()) {
      try {
        movie.append(picture.getFileName()).append(' ').append(Sha256.of(picture)).append('\n');
      } catch (IOException e) {
        throw new RenderException(ErrorKind.RESOURCE, "no picture", "", e);
      }
    }
    write(order.file(), fault == Fault.EMPTY ? "" : movie.toString());
  }

  private static Path write(Path file, String text) throws RenderException {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new RenderException(ErrorKind.RESOURCE, "cannot write", "", e);
    }
  }

  static void fail(Fault fault) throws RenderException {
    switch (fault) {
      case SCENE -> throw new RenderException(ErrorKind.USER, "the scene has no camera", "");
      case WORKER ->
          throw new RenderException(ErrorKind.WORKER, "it crashed", "")
              .withOutput(FakeBackend.LAST_LINES);
      case RESOURCE -> throw new RenderException(ErrorKind.RESOURCE, "out of memory", "");
      case REFUSED -> throw new RenderException(ErrorKind.REFUSED, "another version", "");
      case DEFECT -> throw new IllegalStateException("a defect");
      case MISSING_METHOD -> throw new NoSuchMethodError("a method");
      default -> {
        // What is wrong with the picture comes when it is painted.
      }
    }
  }

  private void crawl(ProgressListener listener) throws RenderException, InterruptedException {
    gates.await(Gate.WHOLES, () -> ended, MOMENT);
    if (gates.isHeld(Gate.WHOLES)) {
      listener.progress(0.01, "crawling");
    }
    await(Gate.WHOLES);
    await(Gate.FRAMES);
  }

  private void await(Gate gate) throws RenderException, InterruptedException {
    gates.await(gate, () -> ended);
    if (ended && backend.isRude()) {
      throw new IllegalStateException("the pipe has ended");
    }
    if (ended) {
      throw new RenderException(ErrorKind.INTERNAL, "cancelled", "");
    }
  }

  @Override
  public void cancel() {
    ended = true;
    gates.wake();
  }

  @Override
  public Optional<ProcessHandle> process() {
    return backend.process();
  }

  @Override
  public boolean isUsable() {
    return !ended;
  }

  @Override
  public void close() {
    cancel();
  }
}
