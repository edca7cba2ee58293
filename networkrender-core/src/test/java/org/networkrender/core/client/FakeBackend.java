package org.networkrender.core.client;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.DistantLook;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.PartFormat;
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
class FakeBackend implements RenderBackend {
  static final int WIDTH = 40;
  static final int HEIGHT = 30;
  static final int SAMPLES = 8;

  /** How much wider than it is kept a tile has to be rendered: what lies outside is wrong here. */
  private static final int OVERSCAN = 2;

  /** How long a crawling frame needs for its first percent, in milliseconds. */
  private static final long MOMENT = 300;

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
    WRONG_CHANNELS
  }

  private final AtomicInteger sessions = new AtomicInteger();
  private final List<Integer> started = new CopyOnWriteArrayList<>();
  private final List<Path> scenes = new CopyOnWriteArrayList<>();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<PixelRegion> regions = new CopyOnWriteArrayList<>();
  private final AtomicInteger finishes = new AtomicInteger();
  private volatile IntFunction<Fault> faults = frame -> Fault.NONE;
  private volatile Function<PixelRegion, Fault> partFaults = region -> Fault.NONE;
  private volatile Supplier<Fault> finishFaults = () -> Fault.NONE;
  private volatile boolean finishing = true;
  private volatile boolean absent;
  private volatile Supplier<String> telling = () -> "";
  private final List<List<String>> looks = new CopyOnWriteArrayList<>();
  private volatile String difference = "";
  private volatile List<String> builds = List.of("usual");
  private boolean held;
  private boolean rude;
  private volatile Optional<ProcessHandle> process = Optional.empty();
  private boolean openingsHeld;
  private boolean looksHeld;
  private int ownLooks;
  private boolean wholesHeld;
  private boolean partsHeld;

  FakeBackend faults(IntFunction<Fault> chosen) {
    faults = chosen;
    return this;
  }

  FakeBackend partFaults(Function<PixelRegion, Fault> chosen) {
    partFaults = chosen;
    return this;
  }

  FakeBackend finishFaults(Supplier<Fault> chosen) {
    finishFaults = chosen;
    return this;
  }

  /** Joined pictures are the pictures themselves. */
  FakeBackend withoutFinish() {
    finishing = false;
    return this;
  }

  /** Every worker's last bits differ. */
  FakeBackend differing(String reason) {
    difference = reason;
    return this;
  }

  /** The machine has these: one that is usual, unlike (parts do not fit), or a misfit. */
  FakeBackend builds(String... chosen) {
    builds = List.of(chosen);
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
  synchronized FakeBackend hold() {
    held = true;
    return this;
  }

  /** Its sessions show a process that does nothing. */
  FakeBackend idle() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("sh", "-c", "exit").start();
    ended.waitFor();
    process = Optional.of(ended.toHandle());
    return this;
  }

  /** What is ended by force fails as foreign code may. */
  synchronized FakeBackend rude() {
    rude = true;
    return this;
  }

  synchronized void release() {
    held = false;
    notifyAll();
  }

  /** From now on no session gets opened, and no interrupt helps. */
  synchronized FakeBackend holdOpenings() {
    openingsHeld = true;
    return this;
  }

  private synchronized void awaitOpenings() {
    boolean interrupted = false;
    while (openingsHeld) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** From now on no look into a scene of this machine ends. */
  synchronized FakeBackend holdLooks() {
    looksHeld = true;
    return this;
  }

  synchronized void releaseLooks() {
    looksHeld = false;
    notifyAll();
  }

  /** Returns how many looks into scenes of this machine were begun. */
  synchronized int ownLooks() {
    return ownLooks;
  }

  private synchronized void awaitLooks() throws RenderException {
    ownLooks++;
    try {
      while (looksHeld) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new RenderException(ErrorKind.USER, "Interrupted", "", e);
    }
  }

  /** From now on whole frames say after a moment that they have hardly begun, and go no further. */
  synchronized FakeBackend holdWholes() {
    wholesHeld = true;
    return this;
  }

  /** From now on no part gets finished. */
  synchronized FakeBackend holdParts() {
    partsHeld = true;
    return this;
  }

  synchronized void releaseWholes() {
    wholesHeld = false;
    notifyAll();
  }

  synchronized void releaseParts() {
    partsHeld = false;
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

  /** Returns what the scenes of the frames were that were begun. */
  List<String> texts() {
    return List.copyOf(texts);
  }

  private void note(Path scene) throws RenderException {
    try {
      texts.add(Files.readString(scene));
    } catch (IOException e) {
      throw new RenderException(ErrorKind.RESOURCE, "no scene", "", e);
    }
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
  public List<Capabilities> probe(BackendSettings settings) throws RenderException {
    if (absent) {
      throw notHere();
    }
    return builds.stream()
        .map(
            build ->
                new Capabilities(
                    name(), "1", List.of(), List.of("CPU"), Map.of(Capabilities.BUILD, build)))
        .toList();
  }

  /** Finds no renderer on its machine. */
  FakeBackend absent() {
    absent = true;
    return this;
  }

  /** What it tells of scenes of other machines instead of the truth; nothing for the truth. */
  FakeBackend telling(Supplier<String> what) {
    telling = what;
    return this;
  }

  /** Returns the files that were there at each look into a scene of another machine. */
  List<List<String>> looks() {
    return List.copyOf(looks);
  }

  private static RenderException notHere() {
    return new RenderException(ErrorKind.REFUSED, "no fake renderer was found", "Install it");
  }

  @Override
  public List<Capabilities> inspectors(
      Path scene, Map<String, String> options, List<Capabilities> others) {
    return others.stream().filter(each -> each.backend().equals(name())).toList();
  }

  @Override
  public String look(SessionRequest request) throws RenderException {
    looks.add(
        request.files().keySet().stream()
            .map(file -> file.substring(file.lastIndexOf('/') + 1))
            .sorted()
            .toList());
    String told = telling.get();
    if (told.isEmpty()) {
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
    return told;
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
        describe(scene, files), files.stream().filter(file -> !seen.contains(file)).toList());
  }

  @Override
  public SceneDescription inspect(Path scene, BackendSettings settings, Map<String, String> options)
      throws RenderException {
    if (absent) {
      throw notHere();
    }
    awaitLooks();
    return describe(scene, List.of(scene));
  }

  private SceneDescription describe(Path scene, List<Path> files) throws RenderException {
    try {
      return new SceneDescription(
          scene,
          "1",
          "",
          FrameSet.parse(Files.readAllLines(scene).get(0)),
          1,
          new PixelSize(WIDTH, HEIGHT),
          List.of(new PictureName("####.png")),
          files,
          List.of(),
          List.of(),
          Optional.of(parts()),
          Map.of());
    } catch (IOException e) {
      throw new RenderException(ErrorKind.USER, "no scene", "", e);
    }
  }

  private PartFormat parts() {
    PixelSize size = new PixelSize(WIDTH, HEIGHT);
    return new PartFormat(
        size,
        PixelRegion.whole(size),
        new PictureName("part_####.png"),
        finishing,
        3,
        "",
        new PartFormat.TileRules(OVERSCAN, ""),
        new PartFormat.SampleRules(SAMPLES, "", "", List.of()));
  }

  @Override
  public Optional<String> difference(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.of(difference).filter(reason -> !reason.isEmpty());
  }

  @Override
  public Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.of("the job wants another one")
        .filter(reason -> build(capabilities).equals("misfit"));
  }

  @Override
  public Optional<String> partMismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.of("it has another build")
        .filter(reason -> build(capabilities).equals("unlike"));
  }

  private static String build(Capabilities capabilities) {
    return capabilities.features().getOrDefault(Capabilities.BUILD, "");
  }

  @Override
  public RenderSession open(SessionRequest request) {
    sessions.incrementAndGet();
    awaitOpenings();
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
      note(request.scene());
      started.add(order.frame());
      awaitRelease();
      if (!order.isPart()) {
        crawl(listener);
      }
      PixelRegion region = order.region();
      if (order.isPart()) {
        regions.add(region == null ? PixelRegion.whole(new PixelSize(WIDTH, HEIGHT)) : region);
      }
      awaitParts(order.isPart());
      Fault fault = region == null ? faults.apply(order.frame()) : partFaults.apply(region);
      fail(fault);
      listener.progress(0.5, "half");
      try {
        if (order.isPart()) {
          String name = request.part().orElseThrow().forFrame(order.frame());
          return List.of(paint(order.directory().resolve(name), order.frame(), region, fault));
        }
        List<Path> pictures = new ArrayList<>();
        for (PictureName name : request.pictures()) {
          Path file = order.directory().resolve(name.forFrame(order.frame()));
          Path painted = paint(file, order.frame(), null, fault);
          pictures.add(fault == Fault.BLACK ? painted : develop(painted));
        }
        return pictures;
      } catch (IOException e) {
        throw new RenderException(ErrorKind.RESOURCE, "cannot write", "", e);
      }
    }

    @Override
    public List<Path> finish(FinishRequest order, ProgressListener listener)
        throws RenderException, InterruptedException {
      finishes.incrementAndGet();
      Fault fault = finishFaults.get();
      awaitRelease();
      fail(fault);
      try {
        Path file = order.directory().resolve(request.pictures().get(0).forFrame(order.frame()));
        Files.copy(order.joined(), file);
        return List.of(develop(file));
      } catch (IOException e) {
        throw new RenderException(ErrorKind.RESOURCE, "cannot write", "", e);
      }
    }

    private void fail(Fault fault) throws RenderException {
      switch (fault) {
        case SCENE -> throw new RenderException(ErrorKind.USER, "the scene has no camera", "");
        case WORKER -> throw new RenderException(ErrorKind.WORKER, "it crashed", "");
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
      synchronized (FakeBackend.this) {
        long begin = System.nanoTime();
        long left = MOMENT;
        while (wholesHeld && !ended && left > 0) {
          FakeBackend.this.wait(left);
          left = MOMENT - (System.nanoTime() - begin) / 1_000_000;
        }
        if (wholesHeld) {
          listener.progress(0.01, "crawling");
        }
        while (wholesHeld && !ended) {
          FakeBackend.this.wait();
        }
      }
      awaitRelease();
    }

    private void awaitParts(boolean part) throws RenderException, InterruptedException {
      synchronized (FakeBackend.this) {
        while (part && partsHeld && !ended) {
          FakeBackend.this.wait();
        }
      }
      awaitRelease();
    }

    private void awaitRelease() throws RenderException, InterruptedException {
      synchronized (FakeBackend.this) {
        while (held && !ended) {
          FakeBackend.this.wait();
        }
        if (ended && rude) {
          throw new IllegalStateException("the pipe has ended");
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
    public Optional<ProcessHandle> process() {
      return process;
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

  /** Paints a frame or a region of it; the outermost pixels of a region are wrong on purpose. */
  private static Path paint(Path file, int frame, @Nullable PixelRegion region, Fault fault)
      throws IOException {
    PixelRegion area = region == null ? PixelRegion.whole(new PixelSize(WIDTH, HEIGHT)) : region;
    int width = fault == Fault.WRONG_SIZE ? area.width() + 1 : area.width();
    int type =
        fault == Fault.WRONG_CHANNELS ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(width, area.height(), type);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < area.height(); y++) {
        int colour = colour(frame, area.x() + x, area.y() + y);
        image.setRGB(x, y, fault == Fault.BLACK ? 0 : colour);
        if (fault == Fault.WRONG_PIXELS && y == 5) {
          image.setRGB(x, y, ~colour);
        }
      }
    }
    if (region != null) {
      spoilInnerEdges(image, region);
    }
    ImageIO.write(image, "png", file.toFile());
    byte[] whole = Files.readAllBytes(file);
    if (fault == Fault.TRUNCATED) {
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    } else if (fault == Fault.EMPTY) {
      Files.write(file, new byte[0]);
    }
    return file;
  }

  private static int colour(int frame, int x, int y) {
    return (x + 1) * (y + 1) * 7919 + frame;
  }

  private static void spoilInnerEdges(BufferedImage image, PixelRegion region) {
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        boolean left = x < OVERSCAN && region.x() > 0;
        boolean right = x >= image.getWidth() - OVERSCAN && region.x() + region.width() < WIDTH;
        boolean top = y < OVERSCAN && region.y() > 0;
        boolean bottom = y >= image.getHeight() - OVERSCAN && region.y() + region.height() < HEIGHT;
        if (left || right || top || bottom) {
          image.setRGB(x, y, 0);
        }
      }
    }
  }

  /** What this renderer does once a picture: it turns it into its negative. */
  private static Path develop(Path file) throws IOException {
    BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException | RuntimeException e) {
      // It was painted broken on purpose.
      return file;
    }
    if (image == null) {
      return file;
    }
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        image.setRGB(x, y, ~image.getRGB(x, y));
      }
    }
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  /** Returns whether a file shows the whole frame, as this renderer saves it. */
  static boolean shows(Path file, int frame) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image.getWidth() != WIDTH || image.getHeight() != HEIGHT) {
      return false;
    }
    for (int x = 0; x < WIDTH; x++) {
      for (int y = 0; y < HEIGHT; y++) {
        if ((image.getRGB(x, y) & 0xffffff) != (~colour(frame, x, y) & 0xffffff)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns whether a file shows the whole frame, as joined and not finished. */
  static boolean showsUnfinished(Path file, int frame) throws IOException {
    Path copy = Files.createTempFile("unfinished", ".png");
    try {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      return shows(develop(copy), frame);
    } finally {
      Files.delete(copy);
    }
  }
}
