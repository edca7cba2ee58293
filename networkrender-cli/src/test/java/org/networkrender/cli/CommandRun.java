package org.networkrender.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/** Runs commands inside the test, with surroundings of the test's own. */
final class CommandRun {
  final FakeFarm farm = new FakeFarm();
  final StringWriter printed = new StringWriter();
  PrintWriter out = new PrintWriter(printed, true);
  final StringWriter err = new StringWriter();
  final List<Runnable> interrupts = new CopyOnWriteArrayList<>();
  InputStream in = new ByteArrayInputStream(new byte[0]);

  /** Where sockets of jobs go: not among those of the user who runs the test. */
  Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", newDirectory());

  Surroundings.Farms farms = farm;
  Surroundings.Terminals terminals = Optional::empty;
  Surroundings.Workers workers =
      (settings, listener) -> {
        throw new RenderException(ErrorKind.RESOURCE, "no port is free", "Choose another one");
      };

  private static String newDirectory() {
    try {
      Path directory = Files.createTempDirectory("nr");
      directory.toFile().deleteOnExit();
      return directory.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int run(String... arguments) {
    PrintWriter errors = new PrintWriter(err, true);
    Surroundings surroundings =
        new Surroundings(
            out,
            errors,
            in,
            environment,
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
            farms,
            workers,
            terminals,
            action -> {
              interrupts.add(action);
              return () -> interrupts.remove(action);
            },
            new ProgramLog(errors::println));
    return new Program(surroundings).run(arguments);
  }

  String out() {
    return printed.toString();
  }

  List<String> errors() {
    return err.toString().lines().toList();
  }
}
