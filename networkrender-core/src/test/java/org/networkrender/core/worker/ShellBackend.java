package org.networkrender.core.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
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
 * A renderer whose scenes are shell scripts: it runs one in the directory of the picture. When it
 * is told to end, it ends the shell alone, carelessly.
 */
class ShellBackend implements RenderBackend {
  @Override
  public String name() {
    return "shell";
  }

  @Override
  public boolean recognises(Path scene) {
    return true;
  }

  @Override
  public List<Capabilities> probe(BackendSettings settings) {
    return List.of(new Capabilities(name(), "1", List.of(), List.of(), Map.of()));
  }

  @Override
  public SceneDescription inspect(
      Path scene, BackendSettings settings, Map<String, String> options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.empty();
  }

  @Override
  public boolean runsScripts(Map<String, String> options) {
    return options.containsKey("scripts");
  }

  @Override
  public RenderSession open(SessionRequest request) throws RenderException {
    return new Session(request);
  }

  private static final class Session implements RenderSession {
    private final SessionRequest request;
    private volatile Process running;

    Session(SessionRequest request) {
      this.request = request;
    }

    @Override
    public List<Path> render(RenderRequest frame, ProgressListener listener)
        throws RenderException, InterruptedException {
      Path picture = frame.directory().resolve(request.pictures().get(0).forFrame(frame.frame()));
      try {
        running =
            new ProcessBuilder("sh", request.scene().toString(), picture.toString())
                .directory(frame.directory().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
      } catch (IOException e) {
        throw new RenderException(ErrorKind.WORKER, "no shell", "", e);
      }
      int code = running.waitFor();
      if (code != 0) {
        throw new RenderException(ErrorKind.WORKER, "the shell ended with " + code, "");
      }
      return List.of(picture);
    }

    @Override
    public Optional<ProcessHandle> process() {
      return Optional.ofNullable(running).map(Process::toHandle);
    }

    @Override
    public void cancel() {
      if (running != null) {
        running.destroyForcibly();
      }
    }

    @Override
    public boolean isUsable() {
      return true;
    }

    @Override
    public void close() {
      cancel();
    }
  }
}
