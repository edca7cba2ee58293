package org.networkrender.cli.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A Blender that damages a picture it has saved, once for each time it is told to. */
final class ChaosDamage {
  /** Runs in Blender before the worker's own script, which gives each picture its name so. */
  private static final String SCRIPT =
      """
      import os
      HERE = os.path.dirname(os.path.abspath(__file__))
      ORDER, TAKEN = os.path.join(HERE, 'order'), os.path.join(HERE, 'taken')
      plain = os.replace

      def damage(target):
          with open(TAKEN) as file:
              way = file.read()
          size = os.path.getsize(target)
          if way == 'cut':
              os.truncate(target, size // 2)
          elif way == 'change':
              with open(target, 'r+b') as file:
                  file.seek(size // 2)
                  changed = bytes(255 - value for value in file.read(64))
                  file.seek(size // 2)
                  file.write(changed)

      def replace(source, target):
          plain(source, target)
          try:
              plain(ORDER, TAKEN)
          except FileNotFoundError:
              return
          damage(target)

      os.replace = replace
      """;

  private static final List<String> WAYS = List.of("cut", "change");

  private final Path directory;
  private final Path order;
  private final Path program;

  ChaosDamage(Path directory) throws IOException {
    this.directory = Files.createDirectory(directory);
    this.order = directory.resolve("order");
    Path script = Files.writeString(directory.resolve("damage.py"), SCRIPT);
    if (RendererUnderTest.isPython()) {
      // A Python takes one script: this one runs the worker's, which is the last argument.
      Files.writeString(
          script, "import runpy, sys\nrunpy.run_path(sys.argv[-1], run_name='__main__')\n", APPEND);
    }
    this.program =
        RendererUnderTest.wrapped(
            directory, "", (RendererUnderTest.isPython() ? "-I -B -u " : "-P ") + script);
  }

  /** Returns what a worker is to start in the place of Blender. */
  Path program() {
    return program;
  }

  /** From now on the next picture is damaged. */
  void ask(int variant) throws IOException {
    Path text = Files.write(directory.resolve("text"), WAYS.get(variant).getBytes(UTF_8));
    Files.move(text, order, StandardCopyOption.ATOMIC_MOVE);
  }

  boolean isWaiting() {
    return Files.exists(order);
  }

  /** Takes the order back; returns whether no picture was damaged. */
  boolean withdraw() throws IOException {
    return Files.deleteIfExists(order);
  }
}
