package org.networkrender.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PlainText;
import org.networkrender.core.events.JobEnding;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Failure;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.JobReport.Still;
import org.networkrender.core.order.WorkerProgress;

/** The words at the end of a job. */
final class ReportText {
  private static final int MAX_FAILURES = 20;

  /** What is less is printed as 0.0. */
  private static final double LEAST_GAIN = 0.05;

  private final JobReport report;
  private final boolean compare;
  private final List<String> lines = new ArrayList<>();

  private ReportText(JobReport report, boolean compare) {
    this.report = report;
    this.compare = compare;
  }

  /**
   * Returns what there is to say of a job that has ended; nothing where it could not go on, or was
   * stopped before it was planned.
   *
   * @param state its last state
   * @param command the command that goes on with the job, or the empty text where nobody knows
   * @param compare whether to tell the gain over one machine
   */
  static List<String> lines(JobSnapshot state, String command, boolean compare) {
    boolean failed =
        state.ending().map(JobEnding::outcome).filter(JobOutcome.FAILED::equals).isPresent();
    return state
        .plan()
        .filter(plan -> !failed)
        .map(plan -> lines(JobReport.of(state), plan.output(), command, compare))
        .orElse(List.of());
  }

  /**
   * Returns the lines.
   *
   * @param report what became of the job
   * @param place where the pictures are
   * @param command the command that goes on with the job
   * @param compare whether to tell the gain over one machine
   */
  static List<String> lines(JobReport report, String place, String command, boolean compare) {
    ReportText text = new ReportText(report, compare);
    text.table();
    report.audit().forEach(line -> text.lines.add(PlainText.line(line) + "."));
    text.missing(command);
    text.end(place);
    return text.lines;
  }

  private void table() {
    List<WorkerProgress> active = report.workers().stream().filter(this::isActive).toList();
    if (!active.isEmpty()) {
      String unit = report.still().map(ReportText::unit).orElse("frame");
      boolean cards = active.stream().anyMatch(worker -> !worker.device().isEmpty());
      List<String> heads =
          new ArrayList<>(List.of("worker", ">" + unit + "s", ">failed", ">seconds", ">a " + unit));
      if (cards) {
        heads.add("renders on");
      }
      TextTable table = new TextTable(heads.toArray(new String[0]));
      for (WorkerProgress worker : active) {
        List<Object> cells =
            new ArrayList<>(
                List.of(
                    worker.name(),
                    worker.done(),
                    worker.failed(),
                    decimal(worker.seconds()),
                    worker.done() == 0 ? "" : decimal(worker.seconds() / worker.done())));
        if (cards) {
          String device = PlainText.line(worker.device());
          cells.add(device.isEmpty() ? "its processor" : device);
        }
        table.row(cells.toArray());
      }
      int done = active.stream().mapToInt(WorkerProgress::done).sum();
      int failed = active.stream().mapToInt(WorkerProgress::failed).sum();
      double seconds = active.stream().mapToDouble(WorkerProgress::seconds).sum();
      if (active.size() > 1) {
        List<Object> total =
            new ArrayList<>(
                List.of(
                    "total",
                    done,
                    failed,
                    decimal(seconds),
                    done == 0 ? "" : decimal(seconds / done)));
        if (cards) {
          total.add("");
        }
        table.row(total.toArray());
      }
      lines.add("");
      lines.addAll(table.lines());
      lines.add("");
    }
    lines.add(summary(active));
  }

  /** Of frames in parts a worker may have rendered much, and none may count for it. */
  private boolean isActive(WorkerProgress worker) {
    return worker.done() > 0
        || worker.failed() > 0
        || (report.still().isEmpty() && worker.seconds() > 0);
  }

  private String summary(List<WorkerProgress> active) {
    StringBuilder line = new StringBuilder();
    if (report.still().isPresent() && !report.rendered().isEmpty()) {
      line.append(still(report.still().get(), active));
    } else {
      line.append(frames(report.rendered().size()));
      line.append(" rendered in ").append(Times.clock(report.elapsed()));
    }
    if (compare && isWorthTelling(active)) {
      double gain = report.gain().orElseThrow();
      line.append(
          String.format(Locale.ROOT, ", %.1f times as fast as %s alone", gain, measure(active)));
    }
    if (!report.kept().isEmpty()) {
      line.append(". ").append(frames(report.kept().size()));
      line.append(report.kept().size() == 1 ? " was" : " were").append(" there already");
    }
    return line.append('.').toString();
  }

  /** One machine is compared with itself: less than 1 says only that a job is not all rendering. */
  private boolean isWorthTelling(List<WorkerProgress> active) {
    double gain = report.gain().orElse(0);
    return gain >= LEAST_GAIN && (gain >= 1 + LEAST_GAIN || machines(active) > 1);
  }

  private static long machines(List<WorkerProgress> active) {
    return active.stream().filter(worker -> worker.done() > 0).count();
  }

  private String still(Still still, List<WorkerProgress> active) {
    List<String> parts = new ArrayList<>();
    if (still.tiles() > 0) {
      parts.add(counted(still.tiles(), "tile"));
    }
    if (still.ranges() > 0) {
      parts.add(counted(still.ranges(), "sample range"));
    }
    long machines = machines(active);
    return "1 still of "
        + still.size()
        + " in "
        + Times.clock(report.elapsed())
        + ": rendered "
        + (parts.isEmpty() ? "in one piece" : String.join(" and ", parts))
        + (machines == 0 ? "" : " on " + counted(machines, "machine"));
  }

  /** What the workers' numbers count. */
  private static String unit(Still still) {
    if (still.tiles() > 0 && still.ranges() > 0) {
      return "part";
    }
    return still.tiles() > 0 ? "tile" : still.ranges() > 0 ? "range" : "frame";
  }

  /** The core compares with this machine where it can, and with the mean worker where not. */
  private static String measure(List<WorkerProgress> active) {
    boolean own = active.stream().anyMatch(w -> w.place().equals("this machine") && w.done() > 0);
    return own ? "this machine" : "one worker";
  }

  private void missing(String command) {
    if (report.missing().isEmpty() && report.failures().isEmpty()) {
      return;
    }
    if (!report.missing().isEmpty()) {
      lines.add(frames(report.missing().size()) + " missing: " + report.missing());
    }
    List<Failure> causes = byCause(report.failures());
    causes.stream().limit(MAX_FAILURES).forEach(this::failure);
    if (causes.size() > MAX_FAILURES) {
      lines.add("  and " + (causes.size() - MAX_FAILURES) + " more causes");
    }
    lines.add(
        "The same command goes on where this one ended"
            + (command.isEmpty() ? "" : ": " + command));
  }

  /** Frames that are missing for the same reason make one line. */
  private static List<Failure> byCause(List<Failure> failures) {
    Map<String, Set<Integer>> causes = new LinkedHashMap<>();
    for (Failure failure : failures) {
      Set<Integer> frames = causes.computeIfAbsent(failure.cause(), cause -> new TreeSet<>());
      failure.frames().stream().forEach(frames::add);
    }
    return causes.entrySet().stream()
        .map(entry -> new Failure(FrameSet.of(entry.getValue()), entry.getKey()))
        .toList();
  }

  private void failure(Failure failure) {
    int count = failure.frames().size();
    String what = count == 0 ? "" : (count == 1 ? "frame " : "frames ") + failure.frames() + ": ";
    lines.add("  " + what + PlainText.line(failure.cause()));
  }

  private void end(String place) {
    boolean some = !report.rendered().isEmpty() || !report.kept().isEmpty();
    if (report.outcome() == Outcome.CANCELLED) {
      lines.add(
          some
              ? "Stopped. The finished pictures are kept in " + place
              : "Stopped. Nothing was kept.");
    } else if (some && !report.discarded()) {
      lines.add("The pictures are in " + place);
    }
    report.movies().forEach(movie -> lines.add("The movie is " + movie));
  }

  private static String frames(int count) {
    return counted(count, "frame");
  }

  private static String counted(long count, String unit) {
    return count == 1 ? "1 " + unit : count + " " + unit + "s";
  }

  private static String decimal(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }
}
