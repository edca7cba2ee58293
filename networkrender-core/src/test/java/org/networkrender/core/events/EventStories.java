package org.networkrender.core.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.networkrender.api.FrameSet;

/** Events for tests: one of each kind, and jobs in which anything happens. */
final class EventStories {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final WorkerRef ATTIC = new WorkerRef("192.168.1.7:8080", "attic");
  static final WorkerRef OWN = new WorkerRef("this machine", "desk");
  static final TaskAttempt ATTEMPT =
      new TaskAttempt(12, "frame 7", FrameSet.of(7), TaskAttempt.Kind.FRAMES, ATTIC, 1);
  static final JobPlanned PLAN =
      new JobPlanned(
          "/scenes/hall.blend",
          "blender",
          "/pictures",
          FrameSet.parse("1-20"),
          FrameSet.parse("1-3"),
          17,
          1920,
          1080,
          0,
          false,
          List.of("####.png"));

  static final Optional<WarningSubject> WOOD =
      Optional.of(
          new WarningSubject(
              Optional.of("images"),
              Optional.of("wood.png"),
              Optional.empty(),
              Optional.of("/scenes/textures/wood.png")));
  static final WorkerOffer OFFER =
      new WorkerOffer(
          "attic",
          1,
          true,
          8080,
          8080,
          List.of("192.168.1.7"),
          List.of("eth0"),
          List.of("udp"),
          true,
          8082,
          List.of("192.168.1.0/24 (eth0)"),
          false,
          List.of("Nothing is encrypted yet. Run a worker only in a network that you trust."),
          List.of(
              new Renderer(
                  "blender",
                  "4.2.1",
                  List.of("CYCLES"),
                  List.of("CPU", "CUDA"),
                  Optional.of("Blender 4.2.1"),
                  Optional.of("/opt/blender/blender"))),
          "/home/me/.cache/networkrender/worker",
          20_000_000_000L,
          true,
          WorkerOffer.Priority.LOW);

  private EventStories() {}

  /** Returns what makes one event of each kind of a job. */
  static List<Function<JobEvent.Stamp, JobEvent>> ofAJob() {
    JobTotals totals =
        new JobTotals(
            4,
            1,
            20,
            0.25,
            Duration.ofMillis(90_500),
            Optional.of(Duration.ofMinutes(4)),
            Optional.of(new JobTotals.Pixels(1000, 4000, JobTotals.Stage.RENDERING)),
            Optional.of(
                new JobTotals.Making(
                    JobTotals.Making.Kind.MOVIE, 0.5, Optional.of(Duration.ofSeconds(12)))));
    JobEnding ending =
        new JobEnding(
            JobOutcome.INCOMPLETE,
            FrameSet.parse("4-6,8-20"),
            FrameSet.parse("1-3"),
            FrameSet.of(7),
            Duration.ofMinutes(5),
            "",
            "",
            Optional.empty(),
            List.of(new JobSnapshot.GivenUp(FrameSet.of(7), "the scene has no camera")),
            Optional.of(1.75),
            Optional.empty(),
            List.of(),
            List.of(),
            false);
    Question question =
        new Question(
            "pictures",
            "3 pictures are there already",
            List.of(
                new Question.Choice("keep", "keep them"),
                new Question.Choice("overwrite", "render them again"),
                new Question.Choice("stop", "render nothing")),
            Optional.of(Duration.ofMinutes(10)),
            Optional.of("stop"));
    return List.of(
        stamp -> new JobEvent.Snapshot(stamp, 0, smallState(stamp)),
        stamp -> new JobEvent.Planning(stamp, "/scenes/hall.blend"),
        stamp -> new JobEvent.Planned(stamp, PLAN),
        stamp -> new JobEvent.WorkerFound(stamp, ATTIC, false),
        stamp -> new JobEvent.WorkerReceiving(stamp, ATTIC, 1_000_000, 4_000_000_000L),
        stamp -> new JobEvent.WorkerJoined(stamp, ATTIC, 2, Optional.of("RTX 3060 (CUDA)")),
        stamp ->
            new JobEvent.WorkerExcluded(
                stamp,
                ATTIC,
                Exclusion.NO_FITTING_RENDERER,
                "it has Blender 3.4, and the scene needs 4.2"),
        stamp ->
            new JobEvent.WorkerResting(
                stamp, ATTIC, "the disk is full", Optional.of(Duration.ofSeconds(20))),
        stamp -> new JobEvent.WorkerAbsolved(stamp, ATTIC),
        stamp -> new JobEvent.WorkerLeft(stamp, ATTIC, "nothing was heard for 4.8 s"),
        stamp -> new JobEvent.TaskStarted(stamp, ATTEMPT),
        stamp -> new JobEvent.TaskProgress(stamp, ATTEMPT, 0.5, "Sample 64/128"),
        stamp -> new JobEvent.TaskRendered(stamp, ATTEMPT, 12.75),
        stamp -> new JobEvent.TaskVerified(stamp, ATTEMPT),
        stamp -> new JobEvent.TaskAccepted(stamp, ATTEMPT, 12.75),
        stamp ->
            new JobEvent.TaskFailed(
                stamp,
                ATTEMPT,
                FailureReason.RESOURCE,
                "out of memory",
                List.of("Fra:7 Mem:900M", "Error: Out of memory")),
        stamp -> new JobEvent.TaskStopped(stamp, ATTEMPT),
        stamp -> new JobEvent.FrameCut(stamp, 7, 4),
        stamp -> new JobEvent.CutDropped(stamp, 7),
        stamp ->
            new JobEvent.FrameFinished(
                stamp,
                7,
                List.of("/pictures/0007.png"),
                List.of(new Contribution(ATTIC, 12.75), new Contribution(OWN, 3)),
                15.75),
        stamp -> new JobEvent.PreviewWritten(stamp, 1, "/pictures/0001-preview.png"),
        stamp -> new JobEvent.FramesFailed(stamp, FrameSet.of(7), "the scene has no camera"),
        stamp -> new JobEvent.JobProgress(stamp, totals),
        stamp ->
            new JobEvent.Waiting(
                stamp,
                WaitReason.NO_WORKER,
                "no worker is there just now",
                Optional.of(Duration.ofSeconds(30))),
        stamp -> new JobEvent.Warning(stamp, WarningCode.FILES, "wood.png is missing", WOOD),
        stamp -> new JobEvent.Note(stamp, "the scene was saved by Blender 4.2"),
        stamp -> new JobEvent.Asked(stamp, question),
        stamp -> new JobEvent.Answered(stamp, "pictures", "keep"),
        JobEvent.Paused::new,
        JobEvent.Resumed::new,
        stamp -> new JobEvent.PriorityChanged(stamp, 5),
        stamp -> new JobEvent.Ended(stamp, ending));
  }

  private static JobSnapshot smallState(JobEvent.Stamp stamp) {
    JobSnapshot state = JobSnapshot.before(stamp.job(), START);
    long sequence = stamp.sequence() - 4;
    for (Function<JobEvent.Stamp, JobEvent> event :
        List.<Function<JobEvent.Stamp, JobEvent>>of(
            at -> new JobEvent.Planned(at, PLAN),
            at -> new JobEvent.WorkerJoined(at, ATTIC, 2),
            at -> new JobEvent.TaskStarted(at, ATTEMPT),
            at -> new JobEvent.Warning(at, WarningCode.FILES, "wood.png is missing"))) {
      state = state.after(event.apply(new JobEvent.Stamp(stamp.job(), ++sequence, stamp.time())));
    }
    return state;
  }

  /** Returns what makes one event of each kind of a farm. */
  static List<Function<FarmEvent.Stamp, FarmEvent>> ofAFarm() {
    List<Renderer> renderers =
        List.of(
            new Renderer(
                "blender",
                "4.2.1",
                List.of("CYCLES"),
                List.of("CPU", "CUDA"),
                Optional.of("Blender 4.2.1"),
                Optional.of("/opt/blender/blender"),
                Optional.of("CUDA RTX 3060 (12 GiB)")));
    return List.of(
        stamp ->
            new FarmEvent.Snapshot(
                stamp,
                0,
                FarmSnapshot.before(START)
                    .after(new FarmEvent.WorkerReachable(stamp, ATTIC, 2, renderers, true))),
        stamp -> new FarmEvent.WorkerHeard(stamp, ATTIC),
        stamp -> new FarmEvent.WorkerReachable(stamp, ATTIC, 2, renderers, false),
        stamp ->
            new FarmEvent.WorkerUnreachable(
                stamp, ATTIC, "its port 8080 does not answer: a firewall?"),
        stamp -> new FarmEvent.WorkerGone(stamp, ATTIC, "it said goodbye"),
        stamp -> new FarmEvent.JobSubmitted(stamp, "a1b2c3", "/scenes/hall.blend"),
        stamp -> new FarmEvent.JobEnded(stamp, "a1b2c3", JobOutcome.COMPLETE),
        FarmEvent.Closed::new);
  }

  /** Returns what makes one event of each kind of a worker. */
  static List<Function<WorkerEvent.Stamp, WorkerEvent>> ofAWorker() {
    WorkerClient client = new WorkerClient(1, "desk", "192.168.1.5");
    WorkerTask task = new WorkerTask(5, client, FrameSet.of(7), TaskAttempt.Kind.FRAMES);
    WorkerPause pause =
        new WorkerPause(WorkerPause.Reason.RENDERS_HERE, "its user is at work with blender");
    return List.of(
        stamp -> new WorkerEvent.Snapshot(stamp, 0, smallState(stamp, client, task)),
        stamp -> new WorkerEvent.Started(stamp, OFFER),
        stamp -> new WorkerEvent.ClientJoined(stamp, client),
        stamp -> new WorkerEvent.ClientLeft(stamp, client, "nothing was heard for 4.8 s"),
        stamp -> new WorkerEvent.TaskStarted(stamp, task),
        stamp -> new WorkerEvent.TaskProgress(stamp, task, 0.5, "Sample 64/128"),
        stamp -> new WorkerEvent.TaskEnded(stamp, task, WorkerTask.Outcome.RENDERED, "", 12.75),
        stamp -> new WorkerEvent.Paused(stamp, List.of(pause)),
        WorkerEvent.Resumed::new,
        stamp -> new WorkerEvent.Stopping(stamp, false),
        stamp ->
            new WorkerEvent.Warning(
                stamp, WorkerWarning.SECOND_WORKER, "another worker of yours runs on this machine"),
        stamp -> new WorkerEvent.Note(stamp, "removed the files that a crashed worker had left"),
        stamp ->
            new WorkerEvent.Ended(
                stamp,
                "no port from 8080 to 8089 is free",
                "Choose another one with --port",
                Optional.of(JobFault.RESOURCE)));
  }

  private static WorkerSnapshot smallState(
      WorkerEvent.Stamp stamp, WorkerClient client, WorkerTask task) {
    WorkerSnapshot state = WorkerSnapshot.before("d52822ed", 4711, START);
    long sequence = stamp.sequence() - 4;
    for (Function<WorkerEvent.Stamp, WorkerEvent> event :
        List.<Function<WorkerEvent.Stamp, WorkerEvent>>of(
            at -> new WorkerEvent.Started(at, OFFER),
            at -> new WorkerEvent.ClientJoined(at, client),
            at -> new WorkerEvent.TaskStarted(at, task),
            at -> new WorkerEvent.TaskProgress(at, task, 0.25, "Sample 16/64"))) {
      state = state.after(event.apply(new WorkerEvent.Stamp(++sequence, stamp.time())));
    }
    return state;
  }

  /** Returns what makes some event of a job that goes on: anything may happen at any time. */
  static Function<JobEvent.Stamp, JobEvent> any(Random random) {
    int frame = 1 + random.nextInt(20);
    int place = random.nextInt(5);
    WorkerRef worker = new WorkerRef("10.0.0." + place + ":8080", "w" + random.nextInt(7));
    TaskAttempt.Kind[] kinds = TaskAttempt.Kind.values();
    int number = random.nextInt(30);
    // An attempt is the same all its life.
    Random its = new Random(number);
    TaskAttempt attempt =
        new TaskAttempt(
            number,
            "task " + number,
            FrameSet.range(1 + its.nextInt(10), 11 + its.nextInt(10), 1 + its.nextInt(5)),
            kinds[its.nextInt(kinds.length)],
            new WorkerRef("10.0.0." + its.nextInt(5) + ":8080", "w" + random.nextInt(7)),
            1);
    double fraction = random.nextDouble();
    List<Function<JobEvent.Stamp, JobEvent>> choices = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      choices.add(stamp -> new JobEvent.TaskStarted(stamp, attempt));
      choices.add(stamp -> new JobEvent.TaskProgress(stamp, attempt, fraction, "note"));
      choices.add(stamp -> new JobEvent.TaskAccepted(stamp, attempt, fraction));
      choices.add(stamp -> new JobEvent.WorkerReceiving(stamp, worker, number, 30));
      choices.add(
          stamp ->
              new JobEvent.JobProgress(
                  stamp,
                  new JobTotals(
                      frame,
                      0,
                      20,
                      fraction,
                      Duration.ofMillis(number),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty())));
    }
    choices.add(stamp -> new JobEvent.WorkerFound(stamp, worker, place == 0));
    choices.add(stamp -> new JobEvent.WorkerJoined(stamp, worker, place));
    choices.add(stamp -> new JobEvent.FrameFinished(stamp, frame, List.of(), List.of(), fraction));
    choices.add(
        stamp ->
            new JobEvent.FrameFinished(
                stamp, frame, List.of(), List.of(new Contribution(worker, fraction)), fraction));
    choices.add(stamp -> new JobEvent.FrameCut(stamp, frame, place));
    choices.add(stamp -> new JobEvent.Asked(stamp, new Question("q" + place, "?", List.of())));
    choices.add(stamp -> new JobEvent.Answered(stamp, "q" + place, "yes"));
    // Each kind at least once more; but a snapshot is no event, and the end comes last.
    choices.addAll(ofAJob().subList(1, ofAJob().size() - 1));
    return choices.get(random.nextInt(choices.size()));
  }
}
