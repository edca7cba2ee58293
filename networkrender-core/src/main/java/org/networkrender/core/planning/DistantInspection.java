package org.networkrender.core.planning;

import com.google.common.collect.Comparators;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.order.Notice;
import org.networkrender.core.pool.FittingRenderer;
import org.networkrender.core.pool.OtherMachine;
import org.networkrender.core.pool.WorkerNames;
import org.networkrender.core.text.PlainWords;
import org.networkrender.core.thread.ClosedFarm;

/**
 * Lets a worker look into a scene for a machine that has no renderer for it. Blocks; runs on the
 * thread of whoever submits the job.
 */
public final class DistantInspection {
  /** Who is there answers within this time; so the best is chosen among all. */
  private static final Duration GATHERING = Duration.ofSeconds(1);

  /** How long a machine that cannot be reached keeps the choice open. */
  private static final Duration MOST_GATHERING = Duration.ofSeconds(5);

  /** How long is waited for a first worker where most likely there is none. */
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int MOST_TOLD = 10;

  private final Supplier<List<OtherMachine>> machines;
  private final DistantScene scenes;
  private final Executor threads;
  private final LongSupplier clock;

  /**
   * Creates it.
   *
   * @param machines asks who is there
   * @param scenes brings scenes there
   * @param threads on which machines are waited for
   * @param clock counts nanoseconds
   */
  public DistantInspection(
      Supplier<List<OtherMachine>> machines,
      DistantScene scenes,
      Executor threads,
      LongSupplier clock) {
    this.machines = () -> WorkerNames.toldApart(machines.get());
    this.scenes = scenes;
    this.threads = threads;
    this.clock = clock;
  }

  /**
   * What is to be looked into.
   *
   * @param scene the scene file
   * @param content the file that holds it
   * @param options what the backend is told there
   * @param here what the backend is told on this machine
   * @param allowed directories whose files may be sent whatever they are
   * @param own why this machine cannot look into it
   * @param other whether this machine has another renderer of the backend: it may well be that
   *     nobody else is there
   * @param othersWithin within which time others are there, if any are
   */
  record Wish(
      RenderBackend backend,
      Path scene,
      Path content,
      Map<String, String> options,
      Map<String, String> here,
      List<Path> allowed,
      RenderException own,
      boolean other,
      Duration othersWithin) {
    /** Makes the path absolute and copies the options. */
    Wish {
      scene = scene.toAbsolutePath().normalize();
      options = Map.copyOf(options);
      here = Map.copyOf(here);
      allowed = List.copyOf(allowed);
    }

    /** Returns whether a machine's owner lets it look into this scene. */
    private boolean mayAsk(OtherMachine machine) {
      return machine.allowsScripts() || !backend.runsScripts(options);
    }

    private Duration patience() {
      return other ? Comparators.min(SHORT_PATIENCE, othersWithin) : othersWithin;
    }
  }

  /**
   * Returns what is in a scene.
   *
   * @throws RenderException if nobody can tell, or the scene cannot be rendered as it is
   */
  SceneDescription inspect(Wish wish, Consumer<Notice> notices) throws RenderException {
    try {
      return ask(wish, notices);
    } catch (RejectedExecutionException e) {
      throw ClosedFarm.error(e);
    }
  }

  private SceneDescription ask(Wish wish, Consumer<Notice> notices) throws RenderException {
    info(notices, wish.own.getMessage() + "; a worker is asked to look into the scene");
    try (DistantLooks looks = new DistantLooks(scenes, wish, threads, clock)) {
      return ask(wish, looks, notices);
    }
  }

  private SceneDescription ask(Wish wish, DistantLooks looks, Consumer<Notice> notices)
      throws RenderException {
    Map<String, String> failures = new LinkedHashMap<>();
    Set<String> asked = new HashSet<>();
    RenderException fault = null;
    while (true) {
      boolean others = !looks.isEmpty();
      OtherMachine chosen = others ? beside(wish, looks, asked) : choose(wish, asked, notices);
      if (chosen != null) {
        if (others) {
          String slow = String.join(", ", looks.names());
          info(notices, slow + " takes its time; " + chosen.name() + " is asked, too");
        }
        asked.add(chosen.place());
        looks.begin(chosen);
      } else if (fault != null && looks.areSlow()) {
        throw fault;
      } else if (!others) {
        throw nobody(wish, failures);
      }
      DistantLooks.Look ended = looks.next(LOOK);
      if (ended == null) {
        continue;
      }
      try {
        SceneDescription description = ended.told();
        tell(description, ended.name(), notices);
        return description;
      } catch (RenderException e) {
        if (Thread.currentThread().isInterrupted()
            || (e.kind() == ErrorKind.USER && fault != null)) {
          // Two machines say so, or nobody wants to know any more.
          throw e;
        }
        fault = e.kind() == ErrorKind.USER ? e : fault;
        failures.put(ended.name(), String.valueOf(e.getMessage()));
        String text = ended.name() + " could not look into the scene: " + e.getMessage();
        notices.accept(new Notice(Notice.Level.WARNING, text));
      }
    }
  }

  /** Returns who may be quicker than those that look already, if they take long. */
  private @Nullable OtherMachine beside(Wish wish, DistantLooks looks, Set<String> asked)
      throws RenderException {
    return looks.areSlow() ? best(wish, left(machines.get(), asked)) : null;
  }

  /** The same order each time, so that the same command makes the same job. */
  private static List<OtherMachine> left(List<OtherMachine> all, Set<String> asked) {
    return all.stream()
        .filter(machine -> machine.linked() && !asked.contains(machine.place()))
        .sorted(Comparator.comparing(OtherMachine::name).thenComparing(OtherMachine::place))
        .toList();
  }

  private @Nullable OtherMachine choose(Wish wish, Set<String> asked, Consumer<Notice> notices)
      throws RenderException {
    long start = System.nanoTime();
    boolean told = false;
    while (true) {
      long waited = System.nanoTime() - start;
      List<OtherMachine> all = machines.get();
      boolean settled =
          waited
              >= (all.stream().allMatch(OtherMachine::isKnown) ? GATHERING : MOST_GATHERING)
                  .toNanos();
      List<OtherMachine> left = left(all, asked);
      if (settled && !left.isEmpty()) {
        return best(wish, left);
      }
      boolean anybody = !asked.isEmpty() || all.stream().anyMatch(OtherMachine::linked);
      if (settled && (anybody || waited >= wish.patience().toNanos())) {
        return null;
      }
      if (settled && !told) {
        told = true;
        info(notices, "no worker is there yet; waiting for one, " + words(wish, waited) + " more");
      }
      pause();
    }
  }

  private static @Nullable OtherMachine best(Wish wish, List<OtherMachine> others)
      throws RenderException {
    List<OtherMachine> allowing = others.stream().filter(wish::mayAsk).toList();
    List<Capabilities> all =
        allowing.stream().flatMap(other -> other.renderers().stream()).distinct().toList();
    for (Capabilities renderer : wish.backend.inspectors(wish.scene, wish.here, all)) {
      for (OtherMachine other : allowing) {
        if (other.renderers().contains(renderer)) {
          return other;
        }
      }
    }
    return null;
  }

  private static String words(Wish wish, long waited) {
    return PlainWords.wait(wish.patience().minusNanos(waited));
  }

  private static void pause() throws RenderException {
    LockSupport.parkNanos(LOOK.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new RenderException(ErrorKind.USER, "Interrupted", "");
    }
  }

  private RenderException nobody(Wish wish, Map<String, String> failures) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (OtherMachine machine : machines.get()) {
      boolean refused = machine.linked() && !wish.mayAsk(machine);
      reasons.put(machine.name(), refused ? FittingRenderer.NO_SCRIPTS : machine.state());
    }
    reasons.putAll(failures);
    String others =
        reasons.isEmpty()
            ? "no worker was found in " + PlainWords.chosen(wish.patience())
            : reasons.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining("; ", "no worker can look into it (", ")"));
    return new RenderException(
        ErrorKind.REFUSED, wish.own.getMessage() + ", and " + others, wish.own.advice(), wish.own);
  }

  private static void tell(SceneDescription scene, String worker, Consumer<Notice> notices) {
    Path directory = scene.scene().toAbsolutePath().normalize().getParent();
    List<Path> files = scene.files();
    info(
        notices,
        worker
            + " looked into the scene; files that are sent with it: "
            + (files.isEmpty()
                ? "none"
                : files.stream()
                    .limit(MOST_TOLD)
                    .map(file -> shortened(directory, file))
                    .collect(Collectors.joining(", ")))
            + (files.size() > MOST_TOLD ? " and " + (files.size() - MOST_TOLD) + " more" : ""));
  }

  private static String shortened(@Nullable Path directory, Path file) {
    return directory != null && file.startsWith(directory)
        ? directory.relativize(file).toString()
        : file.toString();
  }

  private static void info(Consumer<Notice> notices, String text) {
    notices.accept(new Notice(Notice.Level.INFO, text));
  }
}
