package org.networkrender.core.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;

/** A session that does what another one does, but for what a test makes of it. */
class PassingSession implements RenderSession {
  final RenderSession good;

  PassingSession(RenderSession good) {
    this.good = good;
  }

  /** Throws anything, as a class can that was compiled without checks. */
  @SuppressWarnings("unchecked")
  static <E extends Throwable> RuntimeException sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Override
  public List<Path> render(RenderRequest request, ProgressListener listener)
      throws RenderException, InterruptedException {
    return good.render(request, listener);
  }

  @Override
  public Optional<ProcessHandle> process() {
    return good.process();
  }

  @Override
  public Optional<String> givenUp() {
    return good.givenUp();
  }

  @Override
  public void cancel() {
    good.cancel();
  }

  @Override
  public boolean isUsable() {
    return good.isUsable();
  }

  @Override
  public void close() {
    good.close();
  }
}
