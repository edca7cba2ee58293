package org.networkrender.blender;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;

/**
 * A Blender that runs the script of sessions, with the directory that it has for itself. Whoever
 * has looked into a scene with it can hand it on to whoever renders.
 */
final class ScriptedBlender implements AutoCloseable {
  private static final String SCRIPT = "session.py";

  private final SessionDirectory directory;
  private final SessionProtocol protocol = new SessionProtocol();
  private final BlenderProcess process;
  private volatile Listener listener;
  private @Nullable Integer exitCode;

  /** Is told what comes from Blender, on one thread. */
  interface Listener {
    /** The script has answered. */
    void answered(SessionProtocol.Answer answer);

    /** Blender has printed anything else. */
    void line(String text);

    /** Blender is gone, and nothing more comes. */
    void ended(int exitCode);
  }

  private ScriptedBlender(Launch launch, SessionDirectory directory, Listener listener)
      throws RenderException {
    this.directory = directory;
    this.listener = listener;
    this.process = BlenderProcess.start(launch, SCRIPT, directory, new Output());
  }

  /**
   * Starts Blender.
   *
   * @param temporary below which it has its files
   * @throws RenderException of kind RESOURCE if that is not possible
   */
  static ScriptedBlender start(Launch launch, Path temporary, Listener listener)
      throws RenderException {
    SessionDirectory directory = SessionDirectory.create(temporary);
    try {
      return new ScriptedBlender(launch, directory, listener);
    } catch (RenderException e) {
      directory.remove();
      throw e;
    }
  }

  private final class Output implements OutputListener {
    @Override
    public void line(String text) {
      Optional<SessionProtocol.Answer> answer = protocol.parse(text);
      if (answer.isPresent()) {
        listener.answered(answer.get());
      } else {
        listener.line(text);
      }
    }

    @Override
    public void ended(int exitCode) {
      end(exitCode).ended(exitCode);
    }
  }

  /** From now on tells another one; it hears of an end that has already come. */
  void handTo(Listener next) {
    Integer ended;
    synchronized (this) {
      listener = next;
      ended = exitCode;
    }
    if (ended != null) {
      next.ended(ended);
    }
  }

  /** Notes the end, and returns who is to be told. */
  private synchronized Listener end(int code) {
    exitCode = code;
    return listener;
  }

  SessionProtocol protocol() {
    return protocol;
  }

  SessionDirectory directory() {
    return directory;
  }

  BlenderProcess process() {
    return process;
  }

  /** Writes one line to the script. */
  void send(String line) throws IOException {
    process.send(line);
  }

  /** Kills Blender, waits until it is gone, and removes its directory; again does nothing. */
  @Override
  public void close() {
    process.close();
    directory.remove();
  }
}
