package org.networkrender.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.networkrender.api.RenderException;
import org.networkrender.core.providers.Providers;
import picocli.CommandLine.Option;

/** Where providers are besides the bundled ones. */
final class PluginOptions {
  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Use the provider jars in this directory too. May be given several times.")
  private List<Path> directories = new ArrayList<>();

  List<Path> directories() {
    return directories;
  }

  Providers load() throws RenderException {
    return directories.isEmpty() ? Providers.load() : Providers.load(directories);
  }
}
