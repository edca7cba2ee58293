package org.networkrender.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.networkrender.cli.hosts.ChaosPlan.Kind;
import org.networkrender.cli.hosts.ChaosPlan.Step;

/**
 * Renders animations and stills on a farm of hosts on which one thing after the other fails, until
 * there were enough faults; every picture must be the one that Blender alone makes.
 */
final class ChaosRun {
  private static final int FRAMES = 24;
  private static final int MOST_AT_ONCE = 2;
  private static final Set<Kind> TO_BE_NOTICED =
      EnumSet.of(Kind.STOP_WORKER, Kind.CUT_LINK, Kind.FILL_DISK);

  private final int wanted;
  private final Path directory;
  private final Consumer<String> out;
  private final long start = System.nanoTime();
  private final ChaosPlan plan;
  private final ChaosFarm farm;
  private final ChaosWatch watch;
  private final ChaosFaults faults;
  private final List<Open> open = new ArrayList<>();
  private final Map<Kind, Integer> felt = new EnumMap<>(Kind.class);
  private int begun;

  /**
   * A fault that is not healed yet.
   *
   * @param results it is healed when there are so many
   * @param warnings how many warnings of its worker there were before it was done
   */
  private record Open(Step step, ChaosFault fault, long results, long warnings) {}

  private ChaosRun(int wanted, long seed, ChaosFarm farm, Path directory, Consumer<String> out) {
    this.wanted = wanted;
    this.directory = directory;
    this.out = out;
    this.farm = farm;
    this.plan = new ChaosPlan(seed, farm.workers().size());
    this.watch = new ChaosWatch(farm, !ChaosWorker.STALL_AFTER.isEmpty());
    this.faults = new ChaosFaults(farm, watch);
  }

  /**
   * Runs it.
   *
   * @param wanted how many faults are done
   * @param seed what they follow from
   * @param directory a directory for everything; {@code logs} in it tells at the end what the
   *     programs said
   * @param out takes lines about what happens
   */
  static void run(int wanted, long seed, Path directory, Consumer<String> out) throws Exception {
    out.accept(wanted + " faults, seed " + seed);
    try (ChaosFarm farm = new ChaosFarm(directory)) {
      // Who stops the run by Ctrl-C wants nothing to be left of it either.
      Runtime.getRuntime().addShutdownHook(new Thread(farm::close));
      ChaosRun run = new ChaosRun(wanted, seed, farm, directory, out);
      boolean whole = false;
      try {
        run.renderUntilEnough();
        whole = true;
      } finally {
        Path logs = directory.resolve("logs");
        farm.dump(logs, run.start);
        if (!whole) {
          run.say("failed; what the programs said is in " + logs);
        }
      }
    }
  }

  static String dated(Program.Line line, long start) {
    return String.format(Locale.ROOT, "%8.3f %s", (line.nanos() - start) / 1e9, line.text());
  }

  private void say(String text) {
    out.accept(dated(new Program.Line(System.nanoTime(), text), start));
  }

  private void renderUntilEnough() throws Exception {
    Path animation = FallingSheet.make(directory, FRAMES, 200);
    Path frames = FallingSheet.played(animation);
    Path still = StillScene.make(directory, "scene.cycles.samples = 100");
    Path picture = Scene.reference(still, directory.resolve("reference-still"), 1);
    farm.start();
    say("the farm is ready, and what Blender alone makes is there");
    for (int round = 1; count() < wanted; round++) {
      Path output = directory.resolve("out-" + round);
      boolean isStill = round % 2 == 0;
      watch.nextRound();
      if (isStill) {
        render(still, output, "--still", "--split", "tiles", "--tiles", "6x5");
      } else {
        render(animation, output, "--movie", movie(round).toString());
      }
      farm.startRogue(round);
      disturb(round);
      farm.endRogue();
      check(output, isStill ? picture : frames);
      assertThat(isStill || Files.size(movie(round)) > 0).as("the movie is there").isTrue();
      say("round " + round + " is whole: " + (isStill ? "a still" : FRAMES + " frames"));
      Files.move(output, directory.resolve("done-" + round));
    }
    assertThat(farm.lies()).as("what the rogue was given to do").isPositive();
    farm.drain();
    watch.await("no process is left", () -> farm.processes().isEmpty());
    // Nobody is there any more who could remove a file.
    assertThat(farm.leftovers()).as("what is left when all have ended").isEmpty();
    say("done: " + felt + ", and " + farm.lies() + " lies");
  }

  private Path movie(int round) {
    return directory.resolve("movie-" + round + ".mkv");
  }

  private void render(Path scene, Path output, String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of("render", scene.toString()));
    command.addAll(List.of("--threads", "1", "-o", output.toString()));
    command.addAll(List.of(more));
    if (!plan.nextRoundIsLocal()) {
      command.add("--no-local");
    }
    farm.client().order(command.toArray(new String[0]));
  }

  private int count() {
    return felt.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Lets things fail until the client has ended. */
  private void disturb(int round) throws Exception {
    while (begun() < wanted && !farm.client().hasEnded()) {
      Step step = plan.next();
      watch.awaitResults("results before a fault", farm.results() + step.before());
      healWhatIsDue();
      ChaosWorker worker = farm.workers().get(step.worker());
      heal(worker);
      if (open.size() >= MOST_AT_ONCE) {
        heal(open.get(0));
      }
      watch.awaitOrEnd(worker.name() + " is connected", worker::isConnected);
      if (!farm.client().hasEnded()) {
        begin(round, step, worker);
      }
    }
    while (!open.isEmpty()) {
      watch.awaitResults("results before the faults are healed", open.get(0).results());
      heal(open.get(0));
    }
    watch.await("the job ends", farm.client()::hasEnded);
  }

  private int begun() {
    return count() + open.size();
  }

  private void begin(int round, Step step, ChaosWorker worker) throws Exception {
    long warnings = farm.client().warnings(worker.name());
    Optional<ChaosFault> fault = faults.begin(step);
    begun += fault.isPresent() ? 1 : 0;
    say(
        String.format(
            Locale.ROOT,
            "round %d, fault %d: %s %s%s",
            round,
            begun,
            step.kind(),
            step.kind() == Kind.KILL_CLIENT ? "" : worker.name(),
            fault.isPresent() ? "" : ": there was nothing to hit"));
    fault.ifPresent(
        done -> open.add(new Open(step, done, farm.results() + step.during(), warnings)));
  }

  private void healWhatIsDue() throws Exception {
    for (Open each : List.copyOf(open)) {
      if (farm.results() >= each.results()) {
        heal(each);
      }
    }
  }

  private void heal(ChaosWorker worker) throws Exception {
    for (Open each : List.copyOf(open)) {
      if (farm.workers().get(each.step().worker()) == worker) {
        heal(each);
      }
    }
  }

  private void heal(Open each) throws Exception {
    open.remove(each);
    String name = farm.workers().get(each.step().worker()).name();
    if (each.step().noticed() && TO_BE_NOTICED.contains(each.step().kind())) {
      watch.awaitBriefly(
          "a warning about " + name,
          () -> farm.client().hasEnded() || farm.client().warnings(name) > each.warnings());
    }
    boolean counts = each.fault().heal();
    if (counts) {
      felt.merge(each.step().kind(), 1, Integer::sum);
    }
    say("  healed: " + each.step().kind() + " " + name + (counts ? "" : ", not felt"));
  }

  private void check(Path output, Path expected) throws Exception {
    farm.client().assertComplete();
    Scene.assertSamePictures(output, expected);
    assertThat(Directory.files(output.resolve(".networkrender"), ".*"))
        .as("nothing but the state of the job and what was baked is left in the output")
        .allSatisfy(
            file ->
                assertThat(String.valueOf(file.getFileName()))
                    .matches("frames\\.mv|pictures\\.txt|[0-9a-f]{8}-[0-9a-f]{32}-" + FRAMES));
    watch.await(
        "no job is left on a worker",
        () -> farm.workers().stream().allMatch(ChaosWorker::isWithoutJobs));
  }
}
