package org.networkrender.cli;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.ProviderOption.Scope;
import org.networkrender.api.RenderException;
import org.networkrender.core.providers.ProviderListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "providers",
    description = {
      "Shows the parts that can be swapped, which of them failed to load, and their options.",
      ""
    },
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
    surroundings.out().println();
    options(listings).lines().forEach(surroundings.out()::println);
    return ExitCode.COMPLETE;
  }

  private static TextTable options(List<ProviderListing> listings) {
    TextTable table = new TextTable("to --set", "of", "what it does");
    for (ProviderListing found : listings) {
      if (found.failure().isEmpty()) {
        for (ProviderOption option : found.options()) {
          if (option.scope() == Scope.JOB) {
            table.row(option.key(), "jobs of " + found.fullName(), option.description());
          } else {
            table.row(found.fullName() + "." + option.key(), "this machine", option.description());
          }
        }
      }
    }
    return table;
  }
}
