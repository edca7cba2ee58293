package org.networkrender.core.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.DistantLook;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.RenderTraces;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.client.FakeGates.Gate;

/**
 * A renderer that paints small pictures and does what a test tells it. A scene is a text file: the
 * frames in its first line, whatever else below.
 */
class FakeBackend implements RenderBackend {
  /** What it prints before it crashes. */
  static final List<String> LAST_LINES = List.of("Fra:1 Mem:9M", "Error: \u001b[31mred");

  /** What can go wrong with a frame. */
  enum Fault {
    NONE,
    SCENE,
    WORKER,
    RESOURCE,
    REFUSED,
    DEFECT,
    MISSING_METHOD,
    WRONG_SIZE,
    TRUNCATED,
    EMPTY,
    BLACK,
    WRONG_PIXELS,
    LAST_BIT,
    WRONG_CHANNELS
  }

  private final AtomicInteger sessions = new AtomicInteger();
  private final List<Integer> started = new CopyOnWriteArrayList<>();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<PixelRegion> regions = new CopyOnWriteArrayList<>();
  private final AtomicInteger finishes = new AtomicInteger();
  private volatile IntFunction<Fault> faults = frame -> Fault.NONE;
  private volatile Function<PixelRegion, Fault> partFaults = region -> Fault.NONE;
  private volatile Supplier<Fault> finishFaults = () -> Fault.NONE;
  private volatile Supplier<Fault> openFaults = () -> Fault.NONE;
  private final FakeProducts products = new FakeProducts();
  private volatile boolean finishing = true;
  private final FakeGates gates = new FakeGates();
  private volatile RenderTraces traces = RenderTraces.NONE;

  FakeBackend faults(IntFunction<Fault> chosen) {
    faults = chosen;
    return this;
  }

  FakeBackend traced(String everywhere) {
    traces = new RenderTraces(Set.of(), everywhere);
    return this;
  }

  @Override
  public RenderTraces traces(SceneDescription scene) {
    return traces;
  }

  FakeBackend partFaults(Function<PixelRegion, Fault> chosen) {
    partFaults = chosen;
    return this;
  }

  FakeBackend finishFaults(Supplier<Fault> chosen) {
    finishFaults = chosen;
    return this;
  }

  /** What goes wrong when a session is opened. */
  FakeBackend openFaults(Supplier<Fault> chosen) {
    openFaults = chosen;
    return this;
  }

  /** Joined pictures are the pictures themselves. */
  FakeBackend withoutFinish() {
    finishing = false;
    return this;
  }

  /** Returns the regions of the parts that were begun, in their order. */
  List<PixelRegion> regions() {
    return List.copyOf(regions);
  }

  /** Returns how often the finishing of a joined picture was begun. */
  int finishes() {
    return finishes.get();
  }

  /** From now on no frame gets finished. */
  FakeBackend hold() {
    gates.hold(Gate.FRAMES);
    return this;
  }

  void release() {
    gates.release(Gate.FRAMES);
  }

  /** From now on whole frames say after a moment that they have hardly begun, and go no further. */
  FakeBackend holdWholes() {
    gates.hold(Gate.WHOLES);
    return this;
  }

  /** From now on no part gets finished. */
  FakeBackend holdParts() {
    gates.hold(Gate.PARTS);
    return this;
  }

  void releaseWholes() {
    gates.release(Gate.WHOLES);
  }

  void releaseParts() {
    gates.release(Gate.PARTS);
  }

  /** Returns how many sessions were opened. */
  int sessions() {
    return sessions.get();
  }

  /** Returns the frames that were begun, in their order. */
  List<Integer> started() {
    return List.copyOf(started);
  }

  /** Returns what the scenes of the frames were that were begun. */
  List<String> texts() {
    return List.copyOf(texts);
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
  public List<Capabilities> probe(BackendSettings settings) throws RenderException {
    return List.of(
        new Capabilities(
            name(), "1", List.of(), List.of("CPU"), Map.of(Capabilities.BUILD, "usual")));
  }

  @Override
  public List<Capabilities> inspectors(
      Path scene, Map<String, String> options, List<Capabilities> others) {
    return others.stream().filter(each -> each.backend().equals(name())).toList();
  }

  @Override
  public String look(SessionRequest request) throws RenderException {
    try {
      List<String> all = new ArrayList<>();
      for (Path file : request.files().values()) {
        all.addAll(Files.readAllLines(file));
      }
      return String.join("\n", all);
    } catch (IOException e) {
      throw new RenderException(ErrorKind.RESOURCE, "no scene", "", e);
    }
  }

  /** Lines such as {@code links other.fake} name files beside the scene. */
  @Override
  public DistantLook describe(Path scene, String told, List<Path> seen, Map<String, String> options)
      throws RenderException {
    if (told.startsWith("junk")) {
      throw new RenderException(ErrorKind.WORKER, "what it tells is not valid", "");
    }
    if (told.startsWith("blind")) {
      throw new RenderException(ErrorKind.USER, "the scene has no camera", "Add one");
    }
    List<Path> files =
        told.lines()
            .filter(line -> line.startsWith("links "))
            .map(line -> scene.resolveSibling(line.substring(6)))
            .toList();
    return new DistantLook(
        FakeScene.describe(scene, files, finishing),
        files.stream().filter(file -> !seen.contains(file)).toList());
  }

  @Override
  public SceneDescription inspect(Path scene, BackendSettings settings, Map<String, String> options)
      throws RenderException {
    return options.containsKey(CONTENT)
        ? FakeScene.describeCopy(scene, Path.of(options.get(CONTENT)), finishing)
        : FakeScene.describe(scene, finishing);
  }

  @Override
  public Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.empty();
  }

  @Override
  public boolean takesContent() {
    return true;
  }

  /** The option {@code scripts} brings some. */
  @Override
  public boolean runsScripts(Map<String, String> options) {
    return options.containsKey("scripts");
  }

  @Override
  public RenderSession open(SessionRequest request) throws RenderException {
    sessions.incrementAndGet();
    PaintingSession.fail(openFaults.get());
    return new PaintingSession(this, gates, request);
  }

  /** A session begins with a frame or a part of one. */
  void begun(SessionRequest request, RenderRequest order) throws RenderException {
    try {
      texts.add(Files.readString(request.scene()));
    } catch (IOException e) {
      throw new RenderException(ErrorKind.RESOURCE, "no scene", "", e);
    }
    started.add(order.frame());
  }

  void begunPart(RenderRequest order) {
    PixelRegion region = order.region();
    regions.add(region == null ? PixelRegion.whole(FakeScene.SIZE) : region);
  }

  /** Returns what goes wrong with a frame or a part of one. */
  Fault fault(RenderRequest order) {
    PixelRegion region = order.region();
    return region == null ? faults.apply(order.frame()) : partFaults.apply(region);
  }

  @Override
  public List<String> movieTypes() {
    return List.of("fmv", "other");
  }

  @Override
  public Optional<String> bakeFault(Path file) {
    return FakeProducts.fault(file);
  }

  /** Returns its bakes and movies. */
  FakeProducts products() {
    return products;
  }

  /** Finishing begins: returns what goes wrong with it. */
  Fault finishFault() {
    finishes.incrementAndGet();
    return finishFaults.get();
  }

  /** Returns whether what is ended by force fails as foreign code may. */
  boolean isRude() {
    return false;
  }

  /** Returns the process that its sessions show. */
  Optional<ProcessHandle> process() {
    return Optional.empty();
  }
}
