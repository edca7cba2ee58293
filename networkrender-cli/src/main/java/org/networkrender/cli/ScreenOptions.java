package org.networkrender.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How a job is shown while it runs. */
final class ScreenOptions {
  @Option(names = "--plain", description = "Print plain lines, no moving bars.")
  private boolean plain;

  @Option(
      names = "--events",
      paramLabel = "json",
      description =
          "Print what happens for a program, one JSON object a line, and take commands the same way"
              + " from the standard input: see docs/events.md.")
  private Optional<EventFormat> events = Optional.empty();

  boolean plain() {
    return plain;
  }

  Optional<EventFormat> events() {
    return events;
  }
}
