package org.networkrender.core.providers;

import java.util.List;
import java.util.Optional;
import org.networkrender.api.Provider;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.transport.Transport;

/**
 * Providers of which a test has exchanged some.
 *
 * @param others where all else comes from
 * @param backends the only backends
 * @param discoveries what is there beside the discoveries of the others, or in the place of one
 */
public record ChosenProviders(
    Providers others, List<RenderBackend> backends, List<Discovery> discoveries)
    implements Providers {
  private static final Providers BUNDLED = Providers.load();

  /** Whoever is chosen is foreign code, as those are that were found. */
  public ChosenProviders {
    backends =
        backends.stream().map(each -> ProviderGuard.guard(RenderBackend.class, each)).toList();
    discoveries =
        discoveries.stream().map(each -> ProviderGuard.guard(Discovery.class, each)).toList();
  }

  /** Returns the bundled providers with one backend, and no other. */
  public static Providers rendering(RenderBackend backend) {
    return new ChosenProviders(BUNDLED, List.of(backend), List.of());
  }

  /** Returns providers that have one more discovery. */
  public static Providers hearing(Providers others, Discovery discovery) {
    return new ChosenProviders(others, others.backends(), List.of(discovery));
  }

  private static <P extends Provider> Optional<P> find(List<P> chosen, String name) {
    return chosen.stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  @Override
  public RenderBackend backend(String name) throws RenderException {
    return find(backends, name)
        .orElseThrow(() -> RenderException.user("There is no backend named " + name, ""));
  }

  @Override
  public Discovery discovery(String name) throws RenderException {
    Optional<Discovery> chosen = find(discoveries, name);
    return chosen.isPresent() ? chosen.get() : others.discovery(name);
  }

  @Override
  public Transport transport(String name) throws RenderException {
    return others.transport(name);
  }

  @Override
  public JobSplitter splitter(String name) throws RenderException {
    return others.splitter(name);
  }

  @Override
  public List<ProviderListing> listings() {
    return others.listings();
  }
}
