package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BakeRequest;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.FinishRequest;
import org.networkrender.api.backend.MovieRequest;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.blender.SessionProtocol.Done;

/**
 * A running Blender that has a scene open. It is started at once, and told of its scene with the
 * first frame: a long list of files fills the pipe to a Blender that hangs, and whoever waits for
 * it then can be stopped.
 */
final class BlenderSession implements RenderSession {
  private final SessionRequest request;
  private final Optional<InstalledBlender> told;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final long outOfMemoryBefore = OutOfMemoryCount.now();
  private final SessionAnswers answers;
  private final SessionLosses losses;
  private final SessionCards cards;
  private final ScriptedBlender blender;
  private volatile boolean cancelled;
  private volatile boolean usable = true;
  private boolean ready;

  private BlenderSession(
      SessionRequest request,
      Launch launch,
      Optional<InstalledBlender> told,
      SessionCards cards,
      Optional<ScriptedBlender> waiting)
      throws RenderException {
    this.cards = cards;
    this.request = request;
    this.told = told;
    this.losses = new SessionLosses(request.properties());
    this.answers = new SessionAnswers(launch, losses);
    if (waiting.isPresent()) {
      this.blender = waiting.get();
      this.blender.handTo(answers);
    } else {
      this.blender = ScriptedBlender.start(launch, request.settings().temporary(), answers);
    }
  }

  /**
   * Starts a session, in a Blender that waits for one or else in a new one.
   *
   * @param told what this Blender told of itself before: it must be the same one still
   * @param device what it renders on
   * @param health is told how its cards do
   */
  static RenderSession open(
      SessionRequest request,
      Installation blender,
      Optional<InstalledBlender> told,
      SceneDevice device,
      CardHealth health,
      SpareBlender spare)
      throws RenderException {
    JobChoices.check(request.options());
    PictureScale.check(request.options());
    Launch launch = Launch.of(blender, request.settings(), ColourConfiguration.there(request));
    return new BlenderSession(
        request, launch, told, new SessionCards(device, health), spare.take(launch));
  }

  @Override
  public List<Path> render(RenderRequest frame, ProgressListener listener)
      throws RenderException, InterruptedException {
    if (frame.isPart()) {
      cards.checkParts(request.properties());
    }
    PictureFiles files =
        PictureFiles.prepare(
            frame.isPart() ? request.part().stream().toList() : request.pictures(),
            frame.isPart() ? 0 : FurtherFiles.count(request.properties()),
            frame.frame(),
            frame.directory(),
            expectedSize(frame));
    if (files.paths().isEmpty()) {
      throw internal("A part was asked for without a name for its file");
    }
    List<Path> made = run(SessionProtocol.render(frame, files), files, listener);
    // What is finished, baked or encoded says nothing of a card.
    cards.succeeded();
    return made;
  }

  @Override
  public List<Path> finish(FinishRequest frame, ProgressListener listener)
      throws RenderException, InterruptedException {
    cards.checkParts(request.properties());
    PictureFiles files =
        PictureFiles.prepare(
            request.pictures(),
            FurtherFiles.count(request.properties()),
            frame.frame(),
            frame.directory(),
            SceneProperties.size(request.properties(), SceneProperties.SIZE));
    return run(SessionProtocol.finish(frame, files), files, listener);
  }

  @Override
  public void encode(MovieRequest movie, ProgressListener listener)
      throws RenderException, InterruptedException {
    PictureFiles files = MovieFiles.prepare(movie);
    boolean made = false;
    try {
      run(SessionProtocol.encode(movie), files, listener);
      made = true;
    } finally {
      if (!made) {
        MovieFiles.removeUnfinished(movie);
      }
    }
  }

  @Override
  public Path bake(BakeRequest bake, ProgressListener listener)
      throws RenderException, InterruptedException {
    Done done = run(watch -> done(SessionProtocol.bake(bake), watch), listener);
    Path file = bake.file();
    if (done.saved().isEmpty() || !Files.isRegularFile(file)) {
      throw internal("Blender baked the simulations and left no file");
    }
    return file;
  }

  /** What is done with the open scene. */
  private interface Work<T> {
    T with(FrameWatch watch) throws RenderException, InterruptedException;
  }

  private List<Path> run(String command, PictureFiles files, ProgressListener listener)
      throws RenderException, InterruptedException {
    return run(watch -> made(command, files, watch), listener);
  }

  private <T> T run(Work<T> work, ProgressListener listener)
      throws RenderException, InterruptedException {
    if (!usable || answers.isOver()) {
      throw new RenderException(
          ErrorKind.WORKER, "This Blender session has ended and renders nothing more", "");
    }
    try {
      if (!ready) {
        // What Blender says against files while it loads is not yet so: they are mapped afterwards.
        FrameWatch loading = watching(listener);
        send(open());
        answer(loading);
        refuseColours();
        losses.opened();
        ready = true;
      }
      return work.with(watching(listener));
    } catch (RenderException e) {
      RenderException told = cancelled ? e : cards.told(e, answers.watch());
      // A scene's own fault leaves Blender as it was; after any other it is not to be relied on.
      if (told.kind() != ErrorKind.USER || !ready) {
        end();
      }
      throw told.withOutput(answers.lastLines());
    } catch (InterruptedException e) {
      end();
      throw e;
    } finally {
      answers.watch(null);
    }
  }

  @Override
  public Optional<String> givenUp() {
    return cards.givenUp();
  }

  private void refuseColours() throws RenderException {
    Optional<String> failure = answers.colourFailure();
    if (failure.isPresent()) {
      throw new RenderException(
          ErrorKind.WORKER,
          "this machine's Blender cannot use the job's colour configuration: " + failure.get(),
          "");
    }
  }

  private String open() throws RenderException {
    Optional<String> build =
        told.map(known -> known.capabilities().features().get(Capabilities.BUILD));
    return blender.protocol().open(request, wanted(), build.orElse(""), cards.device());
  }

  /** The version that this must be: the one that was told of, or one that fits the job. */
  private String wanted() {
    return told.map(known -> known.capabilities().version())
        .orElseGet(
            () ->
                BlenderVersion.parse(request.properties().getOrDefault(SceneProperties.VERSION, ""))
                    .map(BlenderVersion::toString)
                    .orElse(""));
  }

  private FrameWatch watching(ProgressListener listener) {
    FrameWatch next = new FrameWatch(listener, !cards.device().isProcessor());
    answers.watch(next);
    return next;
  }

  /** Sends a command and waits until it is done. */
  private Done done(String command, FrameWatch current)
      throws RenderException, InterruptedException {
    send(command);
    if (!(answer(current) instanceof Done done)) {
      throw internal("Blender's script answered out of turn");
    }
    refuseColours();
    Optional<RenderException> failure = current.failure().or(losses::failure);
    if (failure.isPresent()) {
      throw failure.get();
    }
    return done;
  }

  private List<Path> made(String command, PictureFiles files, FrameWatch current)
      throws RenderException, InterruptedException {
    Done done = done(command, current);
    for (String path : done.saved()) {
      if (!current.isSaved(path)) {
        throw new RenderException(
            ErrorKind.WORKER, "Blender rendered " + files.names() + " and saved nothing", "");
      }
    }
    files.check();
    return files.paths();
  }

  private Optional<PixelSize> expectedSize(RenderRequest frame) {
    PixelRegion region = frame.region();
    if (region != null) {
      return Optional.of(region.size());
    }
    return SceneProperties.size(
        request.properties(), frame.isPart() ? SceneProperties.CANVAS : SceneProperties.SIZE);
  }

  /** Waits for the script's answer. */
  private SessionProtocol.Answer answer(FrameWatch current)
      throws RenderException, InterruptedException {
    SessionAnswers.Event event = answers.await(blender.process(), current);
    if (event instanceof SessionAnswers.Answered answered) {
      if (answered.answer() instanceof SessionProtocol.Failed failed) {
        current.failedInScript(failed);
        throw ScriptFailure.of(
            failed,
            current,
            wanted(),
            request.properties().getOrDefault(SceneProperties.VERSION, "another one"));
      }
      return answered.answer();
    }
    throw ended(((SessionAnswers.Ended) event).exitCode(), current);
  }

  private RenderException ended(int exitCode, FrameWatch current) {
    if (cancelled) {
      return new RenderException(ErrorKind.WORKER, "The frame was cancelled", "");
    }
    boolean outOfMemory = OutOfMemoryCount.now() > outOfMemoryBefore;
    return current
        .failure()
        .orElseGet(() -> FailureTable.ofEnd(exitCode, outOfMemory, answers.lastLines()));
  }

  private static RenderException internal(String message) {
    return new RenderException(ErrorKind.INTERNAL, message, "Please report this");
  }

  private void send(String command) {
    try {
      blender.send(command);
    } catch (IOException e) {
      // Blender is dead or dying: the thread that reads tells of its end, and that says more.
      usable = false;
    }
  }

  @Override
  public Optional<ProcessHandle> process() {
    return Optional.of(blender.process().handle());
  }

  @Override
  public void cancel() {
    if (answers.watch() != null) {
      end();
    }
  }

  private void end() {
    cancelled = true;
    usable = false;
    blender.process().kill();
  }

  @Override
  public boolean isUsable() {
    return usable && !answers.isOver() && blender.process().isAlive();
  }

  @Override
  public void close() {
    end();
    if (closed.compareAndSet(false, true)) {
      blender.close();
    }
  }
}
