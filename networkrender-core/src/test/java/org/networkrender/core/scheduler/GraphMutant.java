package org.networkrender.core.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Schedulers with one defect each in what tasks need of one another, and in chains. */
public enum GraphMutant implements Mutation {
  /** Whatever is needed, everything is started at once. */
  STARTS_WHAT_NEEDS_OTHERS {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(bare(graph).build());
    }
  },
  /** A task begins when the first of what it needs is done. */
  WAITS_FOR_ONE_NEED_ALONE {
    @Override
    public Dependencies needs(TaskGraph graph) {
      return new Dependencies(graph) {
        @Override
        boolean fulfil(int task) {
          boolean first = isBlocked(task);
          while (!super.fulfil(task)) {}
          return first;
        }
      };
    }
  },
  /** What was accepted counts as being in its place. */
  TAKES_ACCEPTED_FOR_DONE {
    @Override
    public Function<SchedulerEvent, List<Effect>> scheduler(TaskGraph graph, TailRules rules) {
      Scheduler scheduler = new Scheduler(settings(), graph, rules);
      return event -> {
        List<Effect> effects = new ArrayList<>(scheduler.handle(event));
        for (Effect effect : List.copyOf(effects)) {
          if (effect instanceof Effect.Accept accept) {
            effects.addAll(scheduler.handle(new SchedulerEvent.Placed(event.now(), accept.task())));
          }
        }
        return effects;
      };
    }
  },
  /** What the client has done is taken for done before it says so. */
  TAKES_BEGUN_FOR_DONE {
    @Override
    public Function<SchedulerEvent, List<Effect>> scheduler(TaskGraph graph, TailRules rules) {
      Scheduler scheduler = new Scheduler(settings(), graph, rules);
      return event -> {
        List<Effect> effects = new ArrayList<>(scheduler.handle(event));
        for (Effect effect : List.copyOf(effects)) {
          if (effect instanceof Effect.Begin begin) {
            effects.addAll(
                scheduler.handle(new SchedulerEvent.Completed(event.now(), begin.task())));
          }
        }
        return effects;
      };
    }
  },
  /** The client is not told what it could do. */
  NEVER_BEGINS {
    @Override
    public List<Effect> spoil(
        SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      return effects.stream().filter(effect -> !(effect instanceof Effect.Begin)).toList();
    }
  },
  /** The client is told twice. */
  BEGINS_TWICE {
    @Override
    public List<Effect> spoil(
        SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      List<Effect> spoilt = new ArrayList<>();
      for (Effect effect : effects) {
        spoilt.add(effect);
        if (effect instanceof Effect.Begin) {
          spoilt.add(effect);
        }
      }
      return spoilt;
    }
  },
  /** The job is done before the client has done its tasks. */
  FORGETS_WHAT_IS_DONE_HERE {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      return new TaskTable(graph) {
        @Override
        boolean allEnded() {
          for (int task = 0; task < graph.size(); task++) {
            if (isOpen(task) && !graph.isHere(task)) {
              return false;
            }
          }
          return true;
        }
      };
    }
  },
  /** What needs a task that was given up waits for it for ever. */
  WAITS_FOR_WHAT_IS_GIVEN_UP {
    @Override
    public Dependencies needs(TaskGraph graph) {
      return new Dependencies(graph) {
        @Override
        List<Integer> dependents(int task) {
          return isServing ? super.dependents(task) : List.of();
        }

        private boolean isServing;

        @Override
        List<Integer> served(int task) {
          isServing = true;
          List<Integer> served = super.served(task);
          isServing = false;
          return served;
        }
      };
    }
  },
  /** Nobody is told for which task another one is given up. */
  BLAMES_WHAT_NEEDS_IT {
    @Override
    public List<Effect> spoil(
        SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      return effects.stream()
          .map(
              effect ->
                  effect instanceof Effect.GiveUp e
                      ? new Effect.GiveUp(e.task(), e.cause())
                      : effect)
          .toList();
    }
  },
  /** Chains go backwards. */
  TURNS_CHAINS_ROUND {
    @Override
    public TaskTable tasks(TaskGraph graph) {
      TaskGraph.Builder turned = bare(graph);
      for (int task = 0; task < graph.size(); task++) {
        turned.needs(task, graph.openNeeds(task));
      }
      for (List<Integer> chain : graph.chains()) {
        List<Integer> round = new ArrayList<>(chain);
        Collections.reverse(round);
        turned.chain(round);
      }
      return new TaskTable(turned.build());
    }
  },
  /** A chain that was lost goes on with the first task that was not accepted. */
  GOES_ON_WHERE_A_CHAIN_WAS_LOST {
    @Override
    public Function<SchedulerEvent, List<Effect>> scheduler(TaskGraph graph, TailRules rules) {
      Scheduler scheduler = new Scheduler(settings(), graph, rules);
      TreeSet<Integer> accepted = new TreeSet<>();
      return event -> {
        List<Effect> effects = new ArrayList<>(scheduler.handle(event));
        for (int i = 0; i < effects.size(); i++) {
          if (effects.get(i) instanceof Effect.Accept accept) {
            accepted.add(accept.task());
          } else if (effects.get(i) instanceof Effect.Assign assign) {
            for (List<Integer> chain : graph.chains()) {
              if (chain.get(0) == assign.task() && !accepted.containsAll(chain)) {
                int open =
                    chain.stream().filter(task -> !accepted.contains(task)).findFirst().get();
                effects.set(i, new Effect.Assign(assign.attempt(), open, assign.worker()));
              }
            }
          }
        }
        return effects;
      };
    }
  },
  /** The next task of a chain goes to another worker. */
  GOES_ON_ELSEWHERE {
    @Override
    public Function<SchedulerEvent, List<Effect>> scheduler(TaskGraph graph, TailRules rules) {
      Scheduler scheduler = new Scheduler(settings(), graph, rules);
      List<Integer> workers = new ArrayList<>();
      return event -> {
        if (event instanceof SchedulerEvent.WorkerJoined joined) {
          workers.add(joined.worker());
        }
        List<Effect> effects = new ArrayList<>();
        for (Effect effect : scheduler.handle(event)) {
          boolean step =
              effect instanceof Effect.Assign assign
                  && graph.chains().stream().anyMatch(c -> c.indexOf(assign.task()) > 0);
          effects.add(
              step && effect instanceof Effect.Assign assign
                  ? new Effect.Assign(
                      assign.attempt(), assign.task(), other(workers, assign.worker()))
                  : effect);
        }
        return effects;
      };
    }

    private int other(List<Integer> workers, int worker) {
      return workers.get(workers.size() - 1) == worker
          ? workers.get(0)
          : workers.get(workers.size() - 1);
    }
  },
  /** Others get the slot of a chain while the result of a step is verified. */
  LENDS_THE_SLOT_OF_A_CHAIN {
    @Override
    public WorkerTable workers() {
      return new WorkerTable() {
        @Override
        void begin(AttemptState attempt) {
          attempt.goesOn = false;
          super.begin(attempt);
        }
      };
    }
  },
  /** What was accepted before is accepted again when its chain had to begin again. */
  ACCEPTS_WHAT_IS_REPEATED {
    @Override
    public List<Effect> spoil(
        SchedulerEvent event, List<Effect> effects, Map<Long, Effect> memory) {
      return effects.stream()
          .map(
              effect ->
                  effect instanceof Effect.Repeated e
                      ? new Effect.Accept(e.task(), e.attempt(), e.worker())
                      : effect)
          .toList();
    }
  };

  /** Returns the same tasks without what they need. */
  private static TaskGraph.Builder bare(TaskGraph graph) {
    TaskGraph.Builder bare = TaskGraph.builder();
    for (int task = 0; task < graph.size(); task++) {
      int number =
          graph.isHere(task) ? bare.here() : graph.isHeld(task) ? bare.held() : bare.task();
      if (graph.isDone(task)) {
        bare.done(number);
      }
    }
    return bare;
  }
}
