package org.networkrender.cli.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A worker of a chaos run: a host, a small disk, a Blender of its own, and one program at a time.
 */
final class ChaosWorker {
  /** After how long the workers are to end a Blender that does nothing; empty: they are not. */
  static final String STALL_AFTER = System.getProperty("chaos.stalls", "");

  private static final int DISK_MEGABYTES = 100;

  private final String name;
  private final String host;
  private final Path home;
  private final Disk disk;
  private final ChaosDamage damage;
  private final List<Program> programs = new ArrayList<>();

  ChaosWorker(String name, String host, Path directory) throws IOException {
    this.name = name;
    this.host = host;
    this.home = Files.createDirectory(directory.resolve(name));
    this.disk = new Disk(home.resolve("disk"), DISK_MEGABYTES);
    this.damage = new ChaosDamage(home.resolve("tools"));
  }

  String name() {
    return name;
  }

  String host() {
    return host;
  }

  Disk disk() {
    return disk;
  }

  ChaosDamage damage() {
    return damage;
  }

  /** Starts its program, always on the same address and with the same directory. */
  void start() throws IOException {
    List<String> command = new ArrayList<>(HostsFixture.ofWorker(name));
    command.addAll(List.of("--cache", cache().toString()));
    command.addAll(List.of("--blender", damage.program().toString()));
    if (!STALL_AFTER.isEmpty()) {
      command.addAll(List.of("--stall-after", STALL_AFTER));
    }
    programs.add(Program.start(host, home, command.toArray(new String[0])));
  }

  /** Returns the present program. */
  Program program() {
    return programs.get(programs.size() - 1);
  }

  /** Returns all its programs, the present one last. */
  List<Program> programs() {
    return List.copyOf(programs);
  }

  Optional<Long> renderer() {
    return program().renderer();
  }

  /** Returns whether a client is connected, as far as the present program knows. */
  boolean isConnected() {
    List<String> lines =
        program().lines().stream().filter(line -> !line.contains(RoguePeer.NAME + ": ")).toList();
    long came = lines.stream().filter(line -> line.contains(": connected from ")).count();
    long went = lines.stream().filter(line -> line.matches(".*: left(: .*)?")).count();
    return came > went;
  }

  /** Returns how many results all its programs have offered. */
  long results() {
    return programs.stream()
        .flatMap(program -> program.lines().stream())
        .filter(line -> line.contains(": rendered "))
        .count();
  }

  /** Returns whether no job has a directory there. */
  boolean isWithoutJobs() {
    try {
      for (Path worker : Directory.entries(cache())) {
        if (!Directory.entries(worker.resolve("jobs")).isEmpty()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what its jobs and renderers have in its directory just now. */
  List<Path> leftovers() throws IOException {
    List<Path> left = new ArrayList<>(Directory.temporary(home));
    for (Path worker : Directory.entries(cache())) {
      left.addAll(Directory.entries(worker.resolve("jobs")));
      left.addAll(Directory.entries(worker.resolve("sessions")));
    }
    return left;
  }

  private Path cache() {
    return disk.place().resolve("cache");
  }
}
