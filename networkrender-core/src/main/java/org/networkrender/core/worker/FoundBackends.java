package org.networkrender.core.worker;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;

/**
 * The renderers of this machine.
 *
 * @param renderers those of each backend that works here; there is one or more
 * @param problems why other backends are not offered, in one plain line each
 */
record FoundBackends(
    ImmutableListMultimap<RenderBackend, Capabilities> renderers, ImmutableList<String> problems) {

  /** Returns what the renderers can do. */
  List<Capabilities> capabilities() {
    return List.copyOf(renderers.values());
  }

  @Nullable RenderBackend named(String name) {
    return renderers.keySet().stream()
        .filter(backend -> backend.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
