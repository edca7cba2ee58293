package org.networkrender.core.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.DeafScheduler;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.TaskGraph;

/** Queues with one defect each, and the law that each breaks. */
enum QueueMutant implements QueueSimulation.Subject {
  /** What lower jobs still run is forgotten, so a worker gets more than it takes. */
  FORGETS_WHAT_IS_HELD(1) {
    @Override
    Rooms rooms() {
      return new Rooms() {
        @Override
        int taken(QueuedWorker worker) {
          return 0;
        }
      };
    }
  },
  /** Who has a slot keeps it, whatever the priorities are. */
  IGNORES_PRIORITIES(2) {
    @Override
    Division division(Turns turns) {
      return new Division(turns) {
        @Override
        boolean yields(QueuedJob from, QueuedJob to) {
          return from.priority == to.priority && super.yields(from, to);
        }
      };
    }
  },
  /** A lower job takes slots from a higher one. */
  TURNS_PRIORITIES_ROUND(2) {
    @Override
    Division division(Turns turns) {
      return new Division(turns) {
        @Override
        boolean yields(QueuedJob from, QueuedJob to) {
          return from.priority == to.priority
              ? super.yields(from, to)
              : from.priority > to.priority;
        }
      };
    }
  },
  /** The queue is not told that a priority has changed. */
  KEEPS_THE_FIRST_PRIORITY(2) {
    @Override
    public boolean hears(QueueEvent event) {
      return !(event instanceof QueueEvent.PriorityChanged);
    }
  },
  /** A job keeps what it has for as long as it wants it. */
  NEVER_SHARES(3) {
    @Override
    Division division(Turns turns) {
      return new Division(turns) {
        @Override
        boolean yields(QueuedJob from, QueuedJob to) {
          return from.priority < to.priority;
        }
      };
    }
  },
  /** Where there are more jobs than slots, some never get one. */
  HAS_NO_TURNS(3, 84) {
    @Override
    Division division(Turns turns) {
      return new Division(turns) {
        @Override
        boolean yields(QueuedJob from, QueuedJob to) {
          return from.priority == to.priority ? from.total - to.total > 1 : super.yields(from, to);
        }
      };
    }
  },
  /** Who had for long what nobody else could use waits as long, when that is gone. */
  CHARGES_WHAT_NOBODY_ELSE_COULD_USE(3, 2_220) {
    @Override
    Turns turns(Duration turn) {
      return new Turns(turn) {
        @Override
        int taken(Place place, long now) {
          return place.charge;
        }
      };
    }
  },
  /** Who queues its next chain behind each one never gives a slot away. */
  KEEPS_SLOTS_FOR_QUEUED_CHAINS(3, 26_330) {
    @Override
    Division division(Turns turns) {
      return new Division(turns) {
        @Override
        boolean keeps(Place from, Place to) {
          long chains =
              from.job.attempts.values().stream()
                  .filter(attempt -> attempt.place() == from && attempt.goesOn())
                  .count();
          return from.job.total - to.job.total <= 1 && from.slots <= chains;
        }
      };
    }
  },
  /** Three slots more are taken for equal. */
  SHARES_ROUGHLY(3) {
    @Override
    Division division(Turns turns) {
      return new Division(turns) {
        @Override
        boolean yields(QueuedJob from, QueuedJob to) {
          return super.yields(from, to)
              && (from.priority != to.priority || from.total - to.total > 3 || to.total == 0);
        }
      };
    }
  },
  /** The last free slot of a worker stays free while several jobs are there. */
  LEAVES_A_SLOT_FREE(4) {
    @Override
    Division division(Turns turns) {
      return new Division(turns) {
        @Override
        boolean givesFree(Place to) {
          return to.worker.places.size() < 2 || to.worker.free() > 1;
        }

        @Override
        void lend(QueuedWorker worker) {}
      };
    }
  },
  /** What a job had that has ended stays its own. */
  REMEMBERS_ENDED_JOBS(4) {
    @Override
    public boolean hears(QueueEvent event) {
      return !(event instanceof QueueEvent.JobRemoved);
    }
  },
  /** The queue is not told who may use a worker, so all use all of it. */
  IGNORES_WHO_JOINS(1) {
    @Override
    public boolean hears(QueueEvent event) {
      return !(event instanceof QueueEvent.Fits fits && fits.fit() == Fit.JOINED);
    }
  },
  /** A pause changes nothing. */
  IGNORES_PAUSES(5) {
    @Override
    public boolean hears(QueueEvent event) {
      return !(event instanceof QueueEvent.JobPaused);
    }
  },
  /** A job that is alone has no queue. */
  NEVER_QUEUES(6) {
    @Override
    Rooms rooms() {
      return new Rooms() {
        @Override
        int desired(int slots, boolean alone) {
          return slots;
        }
      };
    }
  },
  /** A job that is alone gets only what it wants. */
  LENDS_NOTHING(6) {
    @Override
    Division division(Turns turns) {
      return new Division(turns) {
        @Override
        void lend(QueuedWorker worker) {}
      };
    }
  },
  /** A worker on which others have their turn is taken for one that is not there. */
  COUNTS_SHARES_AS_OFFERS(7, 184) {
    @Override
    public Scheduler scheduler(TaskGraph graph) {
      return DeafScheduler.of(graph);
    }
  },
  /** A job that was paused stays so. */
  NEVER_RESUMES(4) {
    @Override
    public boolean hears(QueueEvent event) {
      return !(event instanceof QueueEvent.JobResumed);
    }
  },
  /** Tasks begin before what they need. */
  IGNORES_NEEDS(8) {
    @Override
    public Scheduler scheduler(TaskGraph graph) {
      return BrokenGraphs.withoutNeeds(graph);
    }
  },
  /** Each step of a chain goes anywhere, at any time. */
  IGNORES_CHAINS(8) {
    @Override
    public Scheduler scheduler(TaskGraph graph) {
      return BrokenGraphs.withoutChains(graph);
    }
  },
  /** A worker that is gone is taken for one that is there. */
  REMEMBERS_WHO_LEFT(4, 155) {
    @Override
    public boolean hears(QueueEvent event) {
      return !(event instanceof QueueEvent.WorkerLeft);
    }
  },
  /** What was given back, or failed, goes on taking up room. */
  FORGETS_SOME_ENDS(4) {
    @Override
    public boolean hears(QueueEvent event) {
      return !(event instanceof QueueEvent.AttemptEnded e && e.attempt() % 3 == 0);
    }
  },
  /** Who has a suspect is told at once that nobody else is there. */
  WAITS_FOR_NOBODY(9) {
    @Override
    Rooms rooms() {
      return new Rooms() {
        @Override
        boolean isAlone(QueuedWorker worker, Place place) {
          return worker.kept == place || super.isAlone(worker, place);
        }
      };
    }
  },
  /** What begins where a job was alone does not keep others away. */
  FILLS_UP_BESIDE_SUSPECTS(9, 51) {
    @Override
    Division division(Turns turns) {
      return new Division(
          turns,
          new Reservations(turns) {
            @Override
            @Nullable Place suspect(QueuedWorker worker) {
              return null;
            }
          });
    }
  },
  /** A suspect waits until nobody else happens to be there. */
  KEEPS_NO_WORKER_FOR_SUSPECTS(4) {
    @Override
    Division division(Turns turns) {
      return new Division(
          turns,
          new Reservations(turns) {
            @Override
            boolean isNext(Place place, long now) {
              return false;
            }
          });
    }
  },
  /** A job is taken for one that wants nothing, and gets nothing while others are there. */
  HEARS_NO_WISHES(4) {
    @Override
    public boolean hears(QueueEvent event) {
      return !(event instanceof QueueEvent.Wanted);
    }
  };

  private final int law;
  private final long first;

  QueueMutant(int law) {
    this(law, 1);
  }

  /** Creates one that few farms find, the first one of them being this. */
  QueueMutant(int law, long first) {
    this.law = law;
    this.first = first;
  }

  /** Returns the law that it breaks. */
  int law() {
    return law;
  }

  /** Returns the seed to begin with. */
  long first() {
    return first;
  }

  Turns turns(Duration turn) {
    return new Turns(turn);
  }

  Division division(Turns turns) {
    return new Division(turns);
  }

  Rooms rooms() {
    return new Rooms();
  }

  @Override
  public JobQueue queue(Duration turn) {
    Turns turns = turns(turn);
    return new JobQueue(turns, division(turns), rooms());
  }
}
