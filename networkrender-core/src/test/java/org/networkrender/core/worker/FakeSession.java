package org.networkrender.core.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;

/** A session that counts what is done to it. */
final class FakeSession implements RenderSession {
  Optional<ProcessHandle> process = Optional.empty();
  int cancelled;

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
    cancel();
  }
}
