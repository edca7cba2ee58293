package org.networkrender.core.worker;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;

/** Finds the renderers of this machine. */
final class BackendProbe {
  private BackendProbe() {}

  /** Returns each backend whose renderer is here; throws if none is, or one asked for is not. */
  static FoundBackends probe(WorkerSettings settings, Workspace workspace, DiskWatch disk)
      throws RenderException {
    try {
      return probe(settings, workspace);
    } catch (RenderException e) {
      Optional<String> full = disk.reasonToRest();
      if (full.isEmpty()) {
        throw e;
      }
      // A renderer that cannot write says many things; this is what a person can mend.
      throw new RenderException(
          ErrorKind.RESOURCE,
          "The worker cannot start: " + full.get(),
          "Make room there, or choose another directory with --cache",
          e);
    }
  }

  private static FoundBackends probe(WorkerSettings settings, Workspace workspace)
      throws RenderException {
    List<RenderBackend> wanted = new ArrayList<>();
    for (String name : settings.backends()) {
      wanted.add(settings.providers().backend(name));
    }
    boolean named = !wanted.isEmpty();
    ImmutableListMultimap.Builder<RenderBackend, Capabilities> found =
        ImmutableListMultimap.builder();
    List<RenderException> problems = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (RenderBackend backend : named ? wanted : settings.providers().backends()) {
      try {
        found.putAll(backend, backend.probe(workspace.settings(settings.backend())));
      } catch (RenderException e) {
        if (named) {
          throw e;
        }
        problems.add(e);
        told.add("the backend " + backend.name() + " is not offered: " + e.line());
      }
    }
    FoundBackends backends = new FoundBackends(found.build(), ImmutableList.copyOf(told));
    if (backends.renderers().isEmpty()) {
      throw new RenderException(ErrorKind.RESOURCE, why(problems), "");
    }
    return backends;
  }

  private static String why(List<RenderException> problems) {
    return problems.isEmpty()
        ? "There is no backend"
        : String.join("; ", problems.stream().map(RenderException::line).toList());
  }
}
