package org.networkrender.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.events.Question;
import org.networkrender.core.order.RenderJob;

/** Shows a job to a person. */
final class ScreenFollower implements JobFollower {
  private final Surroundings surroundings;
  private final String command;
  private final boolean compare;
  private @Nullable EventQueue<JobEvent> queue;
  private @Nullable JobScreen screen;

  /**
   * Prepares.
   *
   * @param command the command that a person repeats to go on
   * @param compare whether to tell the gain over one machine
   */
  ScreenFollower(Surroundings surroundings, String command, boolean compare) {
    this.surroundings = surroundings;
    this.command = command;
    this.compare = compare;
  }

  @Override
  public void begin(RenderJob job, JobConsole console) {
    queue = job.subscribe();
    Consumer<Question> questions = new TerminalQuestions(surroundings.in(), console, job)::ask;
    screen = new JobScreen(console, surroundings.log().isVerbose(), questions);
  }

  @Override
  public void follow() throws InterruptedException {
    EventQueue<JobEvent> events = queue;
    JobScreen shown = screen;
    while (events != null && shown != null && !events.isOver()) {
      events.take().ifPresent(shown::show);
    }
  }

  @Override
  public void failed(RenderException cause) {
    // Every error is printed by the program.
  }

  @Override
  public void end() {}

  @Override
  public List<String> lines() {
    JobScreen shown = screen;
    Optional<JobSnapshot> state = shown == null ? Optional.empty() : shown.ended();
    return state.map(ended -> ReportText.lines(ended, command, compare)).orElse(List.of());
  }
}
