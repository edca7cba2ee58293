package org.networkrender.core.events;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The events of one job, and what tests read of their streams. */
abstract class EventStreamFixture {
  static final Duration LONG = Duration.ofMinutes(1);

  final JobEvents events = new JobEvents("job", InstantSource.fixed(EventStories.START));

  static Function<JobEvent.Stamp, JobEvent> note(String text) {
    return stamp -> new JobEvent.Note(stamp, text);
  }

  static Function<JobEvent.Stamp, JobEvent> progress(int done) {
    return stamp ->
        new JobEvent.JobProgress(
            stamp,
            new JobTotals(
                done,
                0,
                9,
                0,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  void end() {
    events.publish(EventStories.ofAJob().get(EventStories.ofAJob().size() - 1));
  }

  static List<JobEvent> all(EventQueue<JobEvent> queue) throws InterruptedException {
    List<JobEvent> all = new ArrayList<>();
    for (Optional<JobEvent> e = queue.poll(LONG); e.isPresent(); e = queue.poll(LONG)) {
      all.add(e.get());
    }
    return all;
  }

  static List<Long> numbers(List<JobEvent> events) {
    return events.stream().map(JobEvent::sequence).toList();
  }
}
