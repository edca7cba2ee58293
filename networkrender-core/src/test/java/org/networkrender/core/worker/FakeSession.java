package org.networkrender.core.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;

/** A session that counts what is done to it. */
final class FakeSession implements RenderSession {
  Optional<ProcessHandle> process;
  final CountDownLatch closed = new CountDownLatch(1);
  int cancelled;

  /** Its process has just ended, and certainly uses no processor time. */
  FakeSession() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("sh", "-c", "exit").start();
    ended.waitFor();
    process = Optional.of(ended.toHandle());
  }

  @Override
  public List<Path> render(RenderRequest request, ProgressListener listener) {
    return List.of();
  }

  @Override
  public Optional<ProcessHandle> process() {
    return process;
  }

  @Override
  public void cancel() {
    cancelled++;
  }

  @Override
  public boolean isUsable() {
    return cancelled == 0;
  }

  @Override
  public void close() {
    closed.countDown();
    cancel();
  }
}
