package org.networkrender.blender;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;

/** One Blender that looks into a scene, and is closed or handed on afterwards. */
final class SceneLook implements AutoCloseable {
  private final Launch launch;
  private final BackendSettings settings;
  private final Answers answers;
  private final ScriptedBlender blender;
  private boolean mine = true;

  private SceneLook(Launch launch, BackendSettings settings) throws RenderException {
    this.launch = launch;
    this.settings = settings;
    this.answers = new Answers(launch);
    this.blender = ScriptedBlender.start(launch, settings.temporary(), answers);
  }

  /** Starts Blender. */
  static SceneLook start(Launch launch, BackendSettings settings) throws RenderException {
    return new SceneLook(launch, settings);
  }

  /**
   * Asks what is in a scene.
   *
   * @param limit how long it may take
   * @return what came of it; without a result where Blender ended
   * @throws RenderException if it takes too long, or this thread is interrupted
   */
  BlenderRun into(JsonObject request, Duration limit) throws RenderException {
    try {
      blender.send(blender.protocol().inspect(request));
    } catch (IOException e) {
      // Blender is dead or dying: the thread that reads tells of its end, and that says more.
    }
    try {
      int exitCode = answers.done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      refuseColours();
      return new BlenderRun(
          BlenderRun.json(blender.directory(), "result.json"),
          exitCode,
          BlenderRun.json(blender.directory(), "identity.json").map(BlenderIdentity::of),
          answers.lastLines.list());
    } catch (TimeoutException e) {
      throw BlenderRun.silent(launch, limit, e);
    } catch (InterruptedException e) {
      throw BlenderRun.interrupted(e);
    } catch (IOException | ExecutionException e) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "Cannot read what Blender wrote below " + settings.temporary() + ": " + e.getMessage(),
          "Check that the directory may be read",
          e);
    }
  }

  private void refuseColours() throws RenderException {
    Optional<String> failure = answers.colourFailure();
    if (failure.isPresent()) {
      throw RenderException.user(
          "Blender cannot use the colour configuration that OCIO names: " + failure.get(),
          "Mend the configuration, or unset the environment variable OCIO");
    }
  }

  /** Returns what Blender has said of the scene while it was asked, of what is worth a word. */
  List<String> said() {
    return answers.log.list();
  }

  /** Lets Blender wait for a session. */
  void handTo(SpareBlender spare) {
    mine = false;
    spare.keep(launch, blender);
  }

  @Override
  public void close() {
    if (mine) {
      blender.close();
    }
  }

  /** What comes from Blender while it looks. */
  static final class Answers implements ScriptedBlender.Listener {
    private final Launch launch;
    private final LastLines lastLines = new LastLines();
    private final LoadLog log = new LoadLog();
    private final CompletableFuture<Integer> done = new CompletableFuture<>();
    private volatile @Nullable String colourFailure;

    Answers(Launch launch) {
      this.launch = launch;
    }

    /** Returns what Blender has said against its colour configuration, however long ago. */
    Optional<String> colourFailure() {
      return Optional.ofNullable(colourFailure);
    }

    @Override
    public void answered(SessionProtocol.Answer answer) {
      done.complete(0);
    }

    @Override
    public void line(String text) {
      lastLines.add(text);
      log.add(text);
      ColourConfiguration.failure(launch, text).ifPresent(failure -> colourFailure = failure);
    }

    @Override
    public void ended(int exitCode) {
      done.complete(exitCode);
    }
  }
}
