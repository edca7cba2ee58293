package org.networkrender.cli;

import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.client.FarmSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a client finds workers. */
final class ClientOptions {
  @Option(
      names = "--worker",
      paramLabel = "HOST[:PORT]",
      description =
          "Use this worker, for example one in another subnet. May be given several times.")
  private List<Endpoint> workers = new ArrayList<>();

  @Mixin private NetworkOptions network = new NetworkOptions();

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Mixin private SetOptions set = new SetOptions();

  SetOptions set() {
    return set;
  }

  FarmSettings settings(boolean local, BackendSettings backend) throws RenderException {
    FarmSettings usual = FarmSettings.defaults();
    return new FarmSettings(
        usual.name(),
        local,
        network.discoveries(workers),
        network.settings(workers),
        network.transport(),
        backend,
        usual.directory(),
        plugins.load(),
        set.ofProviders());
  }
}
