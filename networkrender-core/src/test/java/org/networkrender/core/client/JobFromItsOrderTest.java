package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.FarmEvent;
import org.networkrender.core.events.FarmSnapshot;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobFault;
import org.networkrender.core.events.JobOutcome;
import org.networkrender.core.events.JobPhase;
import org.networkrender.core.events.Question;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;

/** What a job tells, asks and obeys from its order on: before there is a plan. */
@Timeout(180)
class JobFromItsOrderTest extends FarmFixture {
  private static final Duration LONG = Duration.ofMinutes(2);

  private Farm farm;

  @BeforeEach
  void openFarm() throws Exception {
    farm = farm(worker("worker", new FakeBackend()));
  }

  /** A job and its events from the first one on. */
  private record Followed(RenderJob job, EventQueue<JobEvent> queue) {
    List<JobEvent> rest() throws InterruptedException {
      List<JobEvent> all = new ArrayList<>();
      for (Optional<JobEvent> e = queue.poll(LONG); e.isPresent(); e = queue.poll(LONG)) {
        all.add(e.get());
      }
      assertThat(queue.isOver()).isTrue();
      return all;
    }

    <E extends JobEvent> E next(Class<E> kind) throws InterruptedException {
      for (Optional<JobEvent> e = queue.poll(LONG); e.isPresent(); e = queue.poll(LONG)) {
        if (kind.isInstance(e.get())) {
          return kind.cast(e.get());
        }
      }
      throw new AssertionError("no " + kind.getSimpleName());
    }
  }

  private Followed start(JobOrder order) {
    AtomicReference<EventQueue<JobEvent>> queue = new AtomicReference<>();
    RenderJob job = farm.start(order, begun -> queue.set(begun.subscribe()));
    return new Followed(job, queue.get());
  }

  private static List<Class<?>> kinds(List<JobEvent> events) {
    return events.stream().<Class<?>>map(Object::getClass).toList();
  }

  /** Pictures of another version of the scene are there: two of three. */
  private JobOrder asking(Duration answersWithin) throws Exception {
    run(farm, order("1-3").withFrames(FrameSet.parse("1-2")));
    return order("1-3\nanother camera").withRules(RULES.withAnswersWithin(answersWithin));
  }

  @Test
  void aJobTellsThatItIsPlannedBeforeItIs() throws Exception {
    Followed followed = start(order("1-2"));
    List<JobEvent> told = followed.rest();
    assertThat(((JobEvent.Snapshot) told.get(0)).sequence()).isZero();
    assertThat(told.get(1)).isInstanceOf(JobEvent.Planning.class);
    List<Class<?>> kinds = kinds(told);
    assertThat(kinds.indexOf(JobEvent.Planned.class)).isGreaterThan(1);
    assertThat(kinds.get(kinds.size() - 1)).isEqualTo(JobEvent.Ended.class);
    assertThat(end(followed.job()).rendered()).isEqualTo(FrameSet.parse("1-2"));
    assertThat(followed.job().snapshot().scene())
        .contains(directory.resolve("scene.fake").toString());
  }

  @Test
  void aSceneThatIsNotThereEndsTheJobInWords() throws Exception {
    Path missing = directory.resolve("missing.fake");
    Followed followed = start(JobOrder.animation(missing, output()));
    List<JobEvent> told = followed.rest();
    assertThat(kinds(told))
        .containsExactly(JobEvent.Snapshot.class, JobEvent.Planning.class, JobEvent.Ended.class);
    JobEvent.Ended ended = (JobEvent.Ended) told.get(2);
    assertThat(ended.ending().outcome()).isEqualTo(JobOutcome.FAILED);
    assertThat(ended.ending().fault()).contains(JobFault.USER);
    assertThat(ended.ending().error()).contains("There is no file", "missing.fake");
    assertThatThrownBy(() -> followed.job().await())
        .isInstanceOfSatisfying(
            RenderException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER));
    assertThat(output()).doesNotExist();
  }

  @Test
  void theFarmTellsOfAJobThatCouldNotBegin() throws Exception {
    EventQueue<FarmEvent> queue = farm.subscribe();
    start(JobOrder.animation(directory.resolve("missing.fake"), output())).rest();
    FarmSnapshot known = FarmSnapshot.before(farm.snapshot().time());
    while (known.jobs().stream().noneMatch(job -> job.outcome().isPresent())) {
      known = known.after(queue.poll(LONG).orElseThrow());
    }
    assertThat(known.jobs())
        .extracting(FarmSnapshot.Job::outcome)
        .containsExactly(Optional.of(JobOutcome.FAILED));
  }

  @Test
  void aClosedFarmEndsAJobAtOnce() throws Exception {
    farm.close();
    Followed followed = start(order("1-2"));
    JobEvent.Ended ended = followed.next(JobEvent.Ended.class);
    assertThat(ended.ending().error()).isEqualTo("The farm is closed");
  }

  @ParameterizedTest
  @CsvSource({"keep,3", "overwrite,1-3"})
  void picturesThatAreThereAreAskedAboutAndTheAnswerCounts(String answer, String rendered)
      throws Exception {
    Followed followed = start(asking(LONG));
    JobEvent.Asked asked = followed.next(JobEvent.Asked.class);
    Question question = asked.question();
    assertThat(question.text()).contains("2 of 3 frames in " + output(), "another version");
    assertThat(question.choices())
        .extracting(Question.Choice::id)
        .containsExactly("keep", "overwrite", "stop");
    assertThat(question.atMost()).contains(LONG);
    assertThat(followed.job().snapshot().questions()).containsExactly(question);

    followed.job().answer(question.id(), answer);

    JobEvent.Answered answered = followed.next(JobEvent.Answered.class);
    assertThat(answered.answer()).isEqualTo(answer);
    JobReport report = end(followed.job());
    assertThat(report.outcome()).isEqualTo(JobReport.Outcome.COMPLETE);
    assertThat(report.rendered()).isEqualTo(FrameSet.parse(rendered));
  }

  @Test
  void toStopIsTodaysRefusal() throws Exception {
    Followed followed = start(asking(LONG));
    followed.job().answer(followed.next(JobEvent.Asked.class).question().id(), "stop");
    assertRefused(followed, "stop");
  }

  @Test
  void noAnswerInTimeIsTodaysRefusal() throws Exception {
    assertRefused(start(asking(Duration.ofNanos(1))), "stop");
  }

  private void assertRefused(Followed followed, String answer) throws Exception {
    assertThat(followed.next(JobEvent.Answered.class).answer()).isEqualTo(answer);
    JobEvent.Ended ended = followed.next(JobEvent.Ended.class);
    assertThat(ended.ending().outcome()).isEqualTo(JobOutcome.FAILED);
    assertThat(ended.ending().fault()).contains(JobFault.USER);
    assertThat(ended.ending().error()).contains("2 of 3 frames");
    assertThat(ended.ending().advice()).contains("--keep", "--overwrite");
    assertThat(pictures()).hasSize(2);
  }

  @Test
  void nobodyIsAskedWhereNobodyCanAnswer() throws Exception {
    List<JobEvent> told = start(asking(Duration.ZERO)).rest();
    assertThat(kinds(told)).doesNotContain(JobEvent.Asked.class);
    assertThat(((JobEvent.Ended) told.get(told.size() - 1)).ending().advice()).contains("--keep");
  }

  @Test
  void whatIsNoAnswerIsRefusedInWords() throws Exception {
    Followed followed = start(asking(LONG));
    String id = followed.next(JobEvent.Asked.class).question().id();
    RenderJob job = followed.job();
    assertThatThrownBy(() -> job.answer("weather", "rain")).hasMessageContaining("'weather'");
    assertThatThrownBy(() -> job.answer(id, "perhaps"))
        .hasMessageContaining("'perhaps', only keep, overwrite, stop");
    job.answer(id, "keep");
    end(job);
    assertThatThrownBy(() -> job.answer(id, "keep")).hasMessageContaining("no open question");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aJobThatIsPlannedCanBeCancelledAndItsFarmClosed(boolean close) throws Exception {
    Followed followed = start(asking(LONG));
    followed.next(JobEvent.Asked.class);
    if (close) {
      farm.close();
    } else {
      followed.job().cancel();
    }
    JobEvent.Ended ended = followed.next(JobEvent.Ended.class);
    assertThat(ended.ending().outcome())
        .isEqualTo(close ? JobOutcome.FAILED : JobOutcome.CANCELLED);
    assertThat(followed.rest()).isEmpty();
    if (!close) {
      assertThat(end(followed.job()).outcome()).isEqualTo(JobReport.Outcome.CANCELLED);
      // The directory is free again.
      await()
          .until(() -> run(farm, order("1-3").withRules(RULES.with(Existing.OVERWRITE))) != null);
    }
  }

  @Test
  void commandsThatComeBeforeThePlanAreCarriedOutWithIt() throws Exception {
    Followed followed = start(asking(LONG));
    String id = followed.next(JobEvent.Asked.class).question().id();
    followed.job().pause();
    followed.job().priority(3);
    followed.job().answer(id, "overwrite");
    followed.next(JobEvent.Planned.class);
    followed.next(JobEvent.Paused.class);
    await().until(() -> followed.job().snapshot().phase() == JobPhase.PAUSED);
    assertThat(followed.job().snapshot().priority()).isEqualTo(3);
    followed.job().resume();
    assertThat(end(followed.job()).rendered()).isEqualTo(FrameSet.parse("1-3"));
  }

  @Test
  void anOrderHasItsPriorityFromTheStart() throws Exception {
    Followed followed = start(order("1-2").withPriority(7));
    followed.next(JobEvent.Planned.class);
    assertThat(followed.job().snapshot().priority()).isEqualTo(7);
    end(followed.job());
  }
}
