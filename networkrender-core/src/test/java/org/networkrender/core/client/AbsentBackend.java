package org.networkrender.core.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.SceneDescription;

/** A backend that finds no renderer on its machine. */
final class AbsentBackend extends FakeBackend {
  @Override
  public List<Capabilities> probe(BackendSettings settings) throws RenderException {
    throw notHere();
  }

  @Override
  public SceneDescription inspect(Path scene, BackendSettings settings, Map<String, String> options)
      throws RenderException {
    throw notHere();
  }

  private static RenderException notHere() {
    return new RenderException(ErrorKind.REFUSED, "no fake renderer was found", "Install it");
  }
}
