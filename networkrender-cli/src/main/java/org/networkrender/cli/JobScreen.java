package org.networkrender.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.networkrender.api.PlainText;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobPhase;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.events.Question;
import org.networkrender.core.order.HeardEvents;

/** What a console shows of a job, made from the job's events alone. For one thread. */
final class JobScreen {
  private final JobConsole console;
  private final boolean verbose;
  private final Consumer<Question> questions;
  private final HeardEvents heard;
  private boolean toldScene;

  /**
   * Begins with nothing shown.
   *
   * @param verbose whether to show the last lines of a renderer that failed
   * @param questions is told what the job asks
   */
  JobScreen(JobConsole console, boolean verbose, Consumer<Question> questions) {
    this.console = console;
    this.verbose = verbose;
    this.questions = questions;
    this.heard = new HeardEvents(console);
  }

  /** Shows what an event says. */
  void show(JobEvent event) {
    heard.accept(event);
    JobSnapshot state = heard.state().orElseThrow();
    if (state.phase() == JobPhase.PLANNING && !toldScene && state.scene().isPresent()) {
      toldScene = true;
      console.print("Looking into " + Path.of(state.scene().get()).getFileName() + " ...");
    }
    if (event instanceof JobEvent.TaskFailed failed && verbose) {
      failed.output().forEach(line -> console.print("  | " + PlainText.line(line)));
    } else if (event instanceof JobEvent.Asked asked) {
      questions.accept(asked.question());
    } else if (event instanceof JobEvent.Snapshot) {
      state.questions().forEach(questions);
    }
  }

  /** Returns the state of the job, once it has ended. */
  Optional<JobSnapshot> ended() {
    return heard.state().filter(state -> state.ending().isPresent());
  }
}
