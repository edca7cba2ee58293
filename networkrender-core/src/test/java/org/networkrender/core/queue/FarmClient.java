package org.networkrender.core.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.networkrender.core.queue.FarmBook.Attempt;
import org.networkrender.core.queue.FarmBook.JobEntry;
import org.networkrender.core.queue.FarmBook.Link;
import org.networkrender.core.scheduler.Effect;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.Scheduler;
import org.networkrender.core.scheduler.SchedulerEvent;
import org.networkrender.core.scheduler.SchedulerSettings;
import org.networkrender.core.scheduler.TailRules;
import org.networkrender.core.scheduler.simulation.Agenda;

/** The client of a simulated farm: jobs with their real schedulers, which share the workers. */
final class FarmClient {
  private static final long SECOND = QueueScenario.SECOND;

  private final QueueScenario scenario;
  private final Agenda agenda;
  private final Random random;
  private final QueueSimulation.Subject subject;
  private final SharedSlots slots;
  private final FarmBook book = new FarmBook();
  private final QueueLaws laws;
  private final Consumer<String> trace;
  private final Map<Integer, FarmWorker> workers = new LinkedHashMap<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Map<Integer, Map<Integer, Integer>> kills = new HashMap<>();
  private Scheduler twin;
  private int lastLink;
  private int ended;
  private int ticks;

  /** What becomes of a message when it is told. */
  @FunctionalInterface
  interface Event {
    SchedulerEvent at(long now);
  }

  FarmClient(
      QueueScenario scenario,
      Agenda agenda,
      Random random,
      QueueSimulation.Subject subject,
      Consumer<String> trace) {
    JobQueue queue = subject.queue(Duration.ofNanos(scenario.turn()));
    this.scenario = scenario;
    this.agenda = agenda;
    this.random = random;
    this.subject = subject;
    this.trace = trace;
    this.laws = new QueueLaws(scenario, book, queue);
    this.slots = new SharedSlots(divider(queue));
    for (int number = 0; number < scenario.jobs().size(); number++) {
      int job = number;
      kills.put(job, new HashMap<>(scenario.jobs().get(job).kills()));
      agenda.at(scenario.jobs().get(job).beginsAt(), () -> begin(job));
    }
    tick();
  }

  private SharedSlots.Divider divider(JobQueue queue) {
    return (now, events) -> {
      laws.asked(events);
      List<Share> shares = queue.handle(now, events.stream().filter(subject::hears).toList());
      if (trace != QueueSimulation.SILENT) {
        trace.accept("   " + events + " => " + shares);
      }
      laws.told(shares);
      return shares;
    };
  }

  boolean isDone() {
    return ended == scenario.jobs().size();
  }

  private void begin(int number) {
    QueueScenario.Job job = scenario.jobs().get(number);
    Scheduler scheduler = subject.scheduler(job.shape().graph());
    if (scenario.jobs().size() == 1) {
      twin = new Scheduler(SchedulerSettings.defaults(), job.shape().graph(), TailRules.none());
    }
    JobEntry entry = new JobEntry(number, job.priority(), scheduler, job.shape());
    book.jobs.put(number, entry);
    step(
        () ->
            slots.begin(
                agenda.now(), number, job.priority(), scheduler, each -> carryOut(entry, each)));
    workers.values().stream().filter(FarmWorker::isLinked).forEach(w -> open(w, entry));
    for (QueueScenario.Change change : job.changes()) {
      agenda.in(change.at(), () -> change(entry, change));
    }
  }

  private void change(JobEntry job, QueueScenario.Change change) {
    if (!book.jobs.containsKey(job.number)) {
      return;
    }
    trace.accept(agenda.now() / 1e9 + " job " + job.number + ": " + change);
    long now = agenda.now();
    switch (change.wish()) {
      case PAUSE -> {
        job.paused = true;
        step(() -> slots.pause(now, job.number));
      }
      case RESUME -> {
        job.paused = false;
        step(() -> slots.resume(now, job.number));
      }
      case PRIORITY -> {
        job.priority = change.priority();
        step(() -> slots.prioritize(now, job.number, change.priority()));
      }
      case CANCEL -> post(job.number, SchedulerEvent.Cancelled::new);
    }
  }

  Link linked(FarmWorker worker, String machine, int offered) {
    Link link = new Link(++lastLink, machine, offered);
    link.lies = worker.lies();
    book.links.put(link.number, link);
    workers.put(link.number, worker);
    book.jobs.values().forEach(job -> open(worker, link, job));
    return link;
  }

  private void open(FarmWorker worker, JobEntry job) {
    open(worker, worker.link(), job);
  }

  /** Sends a job's files, after which the worker joins it. */
  private void open(FarmWorker worker, Link link, JobEntry job) {
    if (worker.takes(job.number)) {
      agenda.in(
          (long) (random.nextDouble() * SECOND),
          () -> {
            if (link.open && book.jobs.containsKey(job.number)) {
              link.joined.add(job.number);
              post(
                  job.number,
                  now ->
                      new SchedulerEvent.WorkerJoined(
                          now, link.number, link.machine, link.slots, false));
            }
          });
    }
  }

  void offered(Link link, int number) {
    if (link.open) {
      link.slots = number;
      List<JobEntry> all = List.copyOf(book.jobs.values());
      book.now = agenda.now();
      all.forEach(
          job -> apply(job.number, new SchedulerEvent.SlotsOffered(book.now, link.number, number)));
      laws.check();
    }
  }

  void unlinked(FarmWorker worker, Link link) {
    if (link.open) {
      link.open = false;
      book.links.remove(link.number);
      workers.remove(link.number);
      book.now = agenda.now();
      for (JobEntry job : List.copyOf(book.jobs.values())) {
        job.lose(link.number);
        apply(job.number, new SchedulerEvent.WorkerLeft(book.now, link.number, "the link broke"));
      }
      laws.check();
      worker.unlinked(link);
    }
  }

  void message(Link link, int number, Event event) {
    JobEntry job = book.jobs.get(number);
    if (link.open && job != null) {
      SchedulerEvent told = event.at(agenda.now());
      laws.note(job, told);
      post(number, event);
      if (told instanceof SchedulerEvent.Rendered e) {
        agenda.in(
            (long) (random.nextDouble() * scenario.checks()),
            () -> {
              FarmWorker worker = workers.get(link.number);
              if (worker == null || !worker.rendersNothing()) {
                laws.verified(job, e.attempt());
                post(number, now -> new SchedulerEvent.Verified(now, e.attempt()));
              } else if (job.attempts.remove(e.attempt()) != null) {
                post(
                    number,
                    now ->
                        new SchedulerEvent.Failed(
                            now, e.attempt(), FailureKind.WORKER, "a broken picture"));
              }
            });
      }
    }
  }

  private void tick() {
    boolean beats = ticks++ % 2 == 0;
    for (JobEntry job : List.copyOf(book.jobs.values())) {
      for (Link link : List.copyOf(book.links.values())) {
        FarmWorker worker = workers.get(link.number);
        if (beats && worker != null && worker.isAlive() && link.joined.contains(job.number)) {
          book.now = agenda.now();
          apply(job.number, new SchedulerEvent.Heard(book.now, link.number));
        }
      }
      book.now = agenda.now();
      apply(job.number, new SchedulerEvent.TimePassed(book.now));
    }
    laws.check();
    if (!isDone()) {
      agenda.in(SECOND / 2, this::tick);
    }
  }

  private void post(int job, Event event) {
    step(() -> apply(job, event.at(agenda.now())));
  }

  private void step(Runnable action) {
    book.now = agenda.now();
    action.run();
    laws.check();
  }

  private void apply(int job, SchedulerEvent event) {
    boolean known = book.jobs.containsKey(job);
    if (known) {
      book.jobs.get(job).begins = true;
    }
    effects.clear();
    slots.apply(job, event);
    if (trace != QueueSimulation.SILENT && !(event instanceof SchedulerEvent.Heard)) {
      trace.accept(agenda.now() / 1e9 + " job " + job + ": " + event + " -> " + effects);
    }
    if (twin != null && known) {
      laws.checkTwin(event, effects, twin.handle(event));
    }
  }

  private void carryOut(JobEntry job, Effect effect) {
    effects.add(effect);
    Attempt before = null;
    if (effect instanceof Effect.Cancel e) {
      before = job.attempts.get(e.attempt());
    } else if (effect instanceof Effect.Revoke e) {
      before = job.attempts.get(e.attempt());
    }
    laws.check(job, effect);
    if (effect instanceof Effect.Assign e) {
      worker(e.worker(), worker -> worker.assigned(job.number, e.attempt(), e.task()));
    } else if (effect instanceof Effect.Revoke e && before != null) {
      worker(e.worker(), worker -> worker.revoked(job.number, e.attempt()));
    } else if (effect instanceof Effect.Cancel e && before != null) {
      worker(e.worker(), worker -> worker.cancelled(job.number, e.attempt()));
    } else if (effect instanceof Effect.Accept e) {
      agenda.in((long) (random.nextDouble() * SECOND / 5), () -> place(job, e.task()));
    } else if (effect instanceof Effect.Begin e) {
      agenda.in((long) (random.nextDouble() * 3 * SECOND), () -> complete(job, e.task()));
    } else if (effect instanceof Effect.Drop e) {
      Link link = book.links.get(e.worker());
      FarmWorker worker = workers.get(e.worker());
      if (link != null && worker != null) {
        agenda.in(0, () -> unlinked(worker, link));
      }
    } else if (effect instanceof Effect.Done) {
      ended++;
      book.jobs.remove(job.number);
    }
  }

  /** Whether a task takes the link of its worker down now that it was nearly rendered. */
  boolean kills(int job, int task) {
    Integer left = kills.getOrDefault(job, Map.of()).get(task);
    if (left != null) {
      kills.get(job).merge(task, -1, (old, less) -> old > 1 ? old + less : null);
    }
    return left != null;
  }

  /** The files of a task are in their places. */
  private void place(JobEntry job, int task) {
    if (book.jobs.containsKey(job.number)) {
      job.placed.add(task);
      post(job.number, now -> new SchedulerEvent.Placed(now, task, null));
    }
  }

  /** The client has done a task itself. */
  private void complete(JobEntry job, int task) {
    if (book.jobs.containsKey(job.number)) {
      laws.completed(job, task);
      post(job.number, now -> new SchedulerEvent.Completed(now, task, null));
    }
  }

  private void worker(int link, Consumer<FarmWorker> message) {
    FarmWorker worker = workers.get(link);
    if (worker != null) {
      message.accept(worker);
    }
  }
}
