package org.networkrender.core.providers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SessionRequest;

/** A backend whose author made a mistake in each method. */
public class BrokenBackend implements RenderBackend {
  /** Is called by the service loader. */
  public BrokenBackend() {}

  @Override
  public String name() {
    return "broken";
  }

  @Override
  public boolean recognises(Path scene) {
    throw new IllegalStateException("recognises");
  }

  @Override
  public List<Capabilities> probe(BackendSettings settings) {
    throw new IllegalStateException("probe");
  }

  @Override
  public SceneDescription inspect(
      Path scene, BackendSettings settings, Map<String, String> options) {
    return null;
  }

  @Override
  public Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    throw new NoSuchMethodError("mismatch");
  }

  @Override
  public RenderSession open(SessionRequest request) {
    throw new OutOfMemoryError("open");
  }
}
