package org.networkrender.core.client;

import java.util.List;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.providers.ProviderListing;
import org.networkrender.core.providers.Providers;

/** The bundled providers, and one backend. */
record FakeProviders(RenderBackend only) implements Providers {
  private static final Providers BUNDLED = Providers.load();

  @Override
  public RenderBackend backend(String name) throws RenderException {
    if (!name.equals(only.name())) {
      throw RenderException.user("There is no backend named " + name, "");
    }
    return only;
  }

  @Override
  public List<RenderBackend> backends() {
    return List.of(only);
  }

  @Override
  public Discovery discovery(String name) throws RenderException {
    return BUNDLED.discovery(name);
  }

  @Override
  public Transport transport(String name) throws RenderException {
    return BUNDLED.transport(name);
  }

  @Override
  public JobSplitter splitter(String name) throws RenderException {
    return BUNDLED.splitter(name);
  }

  @Override
  public List<ProviderListing> listings() {
    return BUNDLED.listings();
  }
}
