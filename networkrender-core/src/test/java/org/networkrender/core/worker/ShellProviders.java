package org.networkrender.core.worker;

import java.util.List;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.providers.ProviderListing;
import org.networkrender.core.providers.Providers;

/** The bundled providers, and a shell as the renderer. */
final class ShellProviders implements Providers {
  private static final Providers BUNDLED = Providers.load();

  private final RenderBackend shell = new ShellBackend();

  @Override
  public RenderBackend backend(String name) {
    return shell;
  }

  @Override
  public List<RenderBackend> backends() {
    return List.of(shell);
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
