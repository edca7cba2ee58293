package org.networkrender.core.worker;

import com.google.common.collect.ImmutableListMultimap;
import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the renderers of this machine. */
final class BackendProbe {
  private static final Logger log = LoggerFactory.getLogger(BackendProbe.class);

  private BackendProbe() {}

  /** Returns each backend whose renderer is here; throws if none is, or one asked for is not. */
  static ImmutableListMultimap<RenderBackend, Capabilities> probe(
      WorkerSettings settings, Workspace workspace) throws RenderException {
    List<RenderBackend> wanted = new ArrayList<>();
    for (String name : settings.backends()) {
      wanted.add(settings.providers().backend(name));
    }
    boolean named = !wanted.isEmpty();
    ImmutableListMultimap.Builder<RenderBackend, Capabilities> found =
        ImmutableListMultimap.builder();
    List<String> problems = new ArrayList<>();
    for (RenderBackend backend : named ? wanted : settings.providers().backends()) {
      try {
        found.putAll(backend, backend.probe(workspace.settings(settings.backend())));
      } catch (RenderException e) {
        if (named) {
          throw e;
        }
        log.info("{} is not offered: {}", backend.name(), e.getMessage());
        problems.add(e.line());
      }
    }
    ImmutableListMultimap<RenderBackend, Capabilities> backends = found.build();
    if (backends.isEmpty()) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          problems.isEmpty() ? "There is no backend" : String.join("; ", problems),
          "");
    }
    return backends;
  }
}
