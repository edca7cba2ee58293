package org.networkrender.core.scheduler.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.TaskGraph;
import org.networkrender.core.scheduler.simulation.Book.Ending;

/**
 * A job with the client that renders it. The client may die; it is started again then, with a new
 * scheduler for the tasks that are not recorded as done.
 */
final class SimulatedJob {
  private static final long SECOND = Scenario.SECOND;

  private final Scenario scenario;
  private final Agenda agenda;
  private final Random random;
  private final Simulation.Maker maker;
  private final Consumer<String> trace;

  /** What will be found on the disk. */
  private final BitSet recorded = new BitSet();

  private final List<SimulatedWorker> workers = new ArrayList<>();
  private SimulatedClient client;
  private Book book;
  private SimulatedCuts cuts;
  private List<Integer> numbers = List.of();
  private boolean goneForGood;

  SimulatedJob(
      Scenario scenario,
      Agenda agenda,
      Random random,
      Simulation.Maker maker,
      Consumer<String> trace) {
    this.scenario = scenario;
    this.agenda = agenda;
    this.random = random;
    this.maker = maker;
    this.trace = trace;
    start();
    for (Scenario.Death death : scenario.deaths()) {
      agenda.at(death.at(), () -> die(death));
    }
    if (scenario.cancelAt() >= 0) {
      agenda.at(scenario.cancelAt(), () -> client.post(SchedulerEvent.Cancelled::new));
    }
    for (Scenario.Jump jump : scenario.jumps()) {
      agenda.at(jump.at(), () -> client.jump(jump.nanos()));
    }
  }

  Scenario scenario() {
    return scenario;
  }

  SimulatedClient client() {
    return client;
  }

  /** Adds a worker that is told when the client is there again. */
  void add(SimulatedWorker worker) {
    workers.add(worker);
  }

  boolean isDone() {
    return book.done || goneForGood;
  }

  /** Returns the task of the scenario that a number of the present scheduler stands for. */
  int task(int number) {
    return cuts.task(number);
  }

  /** Returns how many nanoseconds a task, or a part of one, takes on a machine of speed 1. */
  long cost(int task) {
    return cuts.cost(task);
  }

  /** Returns how a task, or a part of one, fails everywhere, or null. */
  FailureKind poison(int task) {
    return cuts.poison(task);
  }

  /** Returns when attempts say how far they are, as shares of their time. */
  double[] signs() {
    return cuts.signs();
  }

  /** Returns what all tasks cost together. */
  long work() {
    return cuts.work();
  }

  private void start() {
    List<Integer> open = new ArrayList<>();
    int fresh = 0;
    for (int task = 0; task < scenario.allTasks(); task++) {
      // Of a chain the session needs those too that are there.
      if (!scenario.graph().chain(task).stream().allMatch(recorded::get)) {
        open.add(task);
        fresh += task < scenario.tasks() ? 1 : 0;
      }
    }
    numbers = List.copyOf(open);
    TaskGraph graph = graph();
    book = new Book(graph);
    SimulatedCuts parts = new SimulatedCuts(scenario, numbers, fresh, agenda);
    cuts = parts;
    SimulatedClient mine =
        new SimulatedClient(
            agenda,
            random,
            maker.make(graph, parts.rules()),
            new Laws(book, parts.rules()),
            parts::task,
            scenario.deliveries(),
            trace);
    client = mine;
    SimulatedOrder order =
        new SimulatedOrder(
            scenario,
            agenda,
            random,
            mine::post,
            numbers,
            (BitSet) recorded.clone(),
            task -> {
              if (client == mine) {
                recorded.set(task);
              }
            });
    parts.connect(mine::post);
    mine.tell(
        told -> {
          Effect effect = parts.note(told);
          if (effect != null) {
            order.note(effect);
          }
          if (told instanceof Effect.Accept accept) {
            boolean whole = effect instanceof Effect.Accept;
            int task = whole ? task(((Effect.Accept) effect).task()) : -1;
            // Not before the picture is on the disk; what a kill comes before is rendered again.
            agenda.in(
                (long) (random.nextDouble() * 0.2 * SECOND),
                () -> {
                  if (client == mine) {
                    if (whole) {
                      recorded.set(task);
                    }
                    place(mine, accept.task());
                  }
                });
          }
        });
    mine.tick();
  }

  private void place(SimulatedClient mine, int number) {
    List<Scenario.Machine> machines = scenario.machines();
    String machine =
        random.nextInt(3) == 0 ? machines.get(random.nextInt(machines.size())).name() : null;
    do {
      mine.post(now -> new SchedulerEvent.Placed(now, number, machine));
    } while (random.nextInt(10) == 0);
  }

  /** Returns what the scheduler is told of the tasks that are not recorded. */
  private TaskGraph graph() {
    Scenario.Graph known = scenario.graph();
    TaskGraph.Builder graph = TaskGraph.builder();
    for (int task : numbers) {
      int number =
          known.here().get(task)
              ? graph.here()
              : task < scenario.tasks() ? graph.task() : graph.held();
      known.needs(task).stream()
          .filter(need -> !recorded.get(need) || numbers.contains(need))
          .forEach(need -> graph.needs(number, numbers.indexOf(need)));
      if (recorded.get(task)) {
        graph.done(number);
      }
      if (known.apart().get(task)) {
        graph.apart(number);
      }
    }
    for (List<Integer> chain : known.chains()) {
      if (numbers.contains(chain.get(0))) {
        graph.chain(chain.stream().map(numbers::indexOf).toList());
      }
    }
    return graph.build();
  }

  private void die(Scenario.Death death) {
    if (book.done || goneForGood) {
      return;
    }
    trace.accept("the client dies");
    client.die();
    if (death.forGood()) {
      goneForGood = true;
      return;
    }
    agenda.in(
        death.length(),
        () -> {
          trace.accept("the client is back");
          start();
          workers.forEach(worker -> worker.clientIsBack(this));
        });
  }

  /** Checks how every task ended, of a job that is done. */
  void checkEndings() {
    if (goneForGood || scenario.cancelAt() >= 0) {
      return;
    }
    for (int number = 0; number < numbers.size(); number++) {
      int task = task(number);
      Task ended = book.tasks.get(number);
      boolean hopeless = isHopeless(task);
      boolean certain =
          scenario.certain()
              && !ended.withdrawn
              && ended.origin == number
              && scenario.graph().chain(task).stream().noneMatch(this::isHopeless);
      Ending ending = book.outcome(number);
      if (ending == null
          || (hopeless && ending == Ending.ACCEPTED)
          || (!hopeless && certain && ending != Ending.ACCEPTED)) {
        throw new Simulation.Broken(
            "law 6: task " + task + (hopeless ? ", hopeless," : "") + " ended as " + ending);
      }
    }
    for (Scenario.Held held : scenario.held()) {
      int number = numbers.indexOf(held.task());
      if (number >= 0 && book.tasks.get(number).ending == Ending.ACCEPTED) {
        for (int need : held.needs()) {
          int before = numbers.indexOf(need);
          if (before >= 0 && book.outcome(before) != Ending.ACCEPTED) {
            throw new Simulation.Broken("task " + held.task() + " was done without " + need);
          }
        }
      }
    }
  }

  private boolean isHopeless(int task) {
    return scenario.isHopeless(task);
  }
}
