package org.networkrender.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.networkrender.api.PlainText;
import org.networkrender.api.RenderException;
import picocli.CommandLine.Option;

/** Options of providers, by their names: those of this machine have dots, those of a job none. */
final class SetOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "Set an option: of a part of this machine by KIND.NAME.KEY=VALUE, for example"
            + " discovery.udp.interval=2s, or of the job to be rendered by KEY=VALUE.",
        "'networkrender providers' lists them. May be given several times."
      })
  private Map<String, String> options = new LinkedHashMap<>();

  /** Returns the options of this machine's providers. */
  Map<String, String> ofProviders() {
    return those(name -> name.contains("."));
  }

  /** Returns the options of the job. */
  Map<String, String> ofJob() {
    return those(name -> !name.contains("."));
  }

  /** Refuses options of a job, where there is none. */
  void refuseThoseOfJob() throws RenderException {
    if (!ofJob().isEmpty()) {
      throw RenderException.user(
          "--set " + PlainText.line(ofJob().keySet().iterator().next()) + " is not of this machine",
          "Write KIND.NAME.KEY=VALUE, for example --set discovery.udp.interval=2s: see"
              + " 'networkrender providers'");
    }
  }

  private Map<String, String> those(Predicate<String> names) {
    return options.entrySet().stream()
        .filter(option -> names.test(option.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
