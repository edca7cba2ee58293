package org.networkrender.cli;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.networkrender.api.RenderException;
import org.networkrender.core.providers.ProviderListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "providers",
    description = {"Shows the parts that can be swapped, and which of them failed to load.", ""},
    abbreviateSynopsis = true,
    sortOptions = false)
final class ProvidersCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private PluginOptions plugins = new PluginOptions();

  ProvidersCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RenderException {
    List<ProviderListing> listings =
        plugins.load().listings().stream()
            .sorted(
                Comparator.comparing(ProviderListing::service).thenComparing(ProviderListing::name))
            .toList();
    TextTable table = new TextTable("service", "name", "from", "what it does");
    for (ProviderListing found : listings) {
      String text = found.failure().map(why -> "FAILED: " + why).orElse(found.description());
      table.row(found.service(), found.name(), found.origin(), text);
    }
    table.lines().forEach(surroundings.out()::println);
    return ExitCode.COMPLETE;
  }
}
