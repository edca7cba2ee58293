package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.JobRules;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.worker.Worker;
import org.networkrender.core.worker.WorkerListener;
import org.networkrender.core.worker.WorkerSettings;

/** A farm of processors and graphics cards, which stand in for real ones. */
@Tag("beside-others")
class CardFarmTest extends FarmFixture {
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final WorkerListener heard = said::add;
  private final CardBackend processor = new CardBackend("CPU", true);
  private final CardBackend card = new CardBackend("CUDA", false, "A");
  private final CardBackend second = new CardBackend("CUDA", false, "B");

  private final JobListener listener =
      new JobListener() {
        @Override
        public void notice(Notice notice) {
          notices.add(notice.text());
        }
      };

  /** A farm that knows its workers before the first job is planned. */
  private Farm knowing(Worker... workers) throws Exception {
    Farm farm = farm(false, new CardBackend("CPU", true), workers);
    await()
        .untilAsserted(
            () ->
                assertThat(farm.workers())
                    .filteredOn(known -> known.slots() > 0)
                    .as("%s", farm.workers())
                    .hasSameSizeAs(workers));
    return farm;
  }

  private JobOrder still() throws Exception {
    return JobOrder.still(scene("1"), output())
        .withSplitter("tiles", Map.of("tiles", "2x2"))
        .withRules(RULES);
  }

  @Test
  void partsOfOneFrameComeFromOneKindOfDevice() throws Exception {
    Farm farm = knowing(worker("alpha", processor), worker("beta", card), worker("gamma", second));
    JobReport report = end(farm.submit(still(), listener));
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(processor.used()).isEmpty();
    assertThat(card.regions().size() + second.regions().size()).isEqualTo(4);
    assertThat(notices)
        .contains("alpha cannot be used: parts come from CUDA, and it renders on CPU");
    assertThat(report.workers())
        .filteredOn(worker -> worker.name().equals("beta"))
        .extracting(WorkerProgress::device)
        .containsExactly("CUDA A (8 GiB)");
  }

  @Test
  void wholeFramesMayMixAndThatIsTold() throws Exception {
    card.hold();
    Farm farm = knowing(worker("alpha", processor), worker("beta", card));
    RenderJob job = farm.submit(order("1-4"), listener);
    await().until(() -> processor.started().size() >= 2 && !card.started().isEmpty());
    card.release();
    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(processor.regions()).isEmpty();
    assertThat(card.regions()).isEmpty();
    assertThat(notices)
        .contains("pictures of alpha may differ in their last bits: other devices differ");
  }

  @Test
  void exactPicturesComeFromOneDeviceAlone() throws Exception {
    Farm farm = knowing(worker("alpha", processor), worker("beta", card));
    JobReport report = end(farm.submit(order("1-3").exactly(), listener));
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(processor.used()).isEmpty();
    assertThat(notices).contains("alpha cannot be used: other devices differ, and --exact is on");
  }

  /** Nobody looked on what the pictures of a run without it were rendered. */
  @Test
  void anExactRunKeepsOnlyWhatAnExactRunOnTheSameDevicesMade() throws Exception {
    Farm processors = knowing(worker("alpha", processor));
    end(processors.submit(order("1-2"), listener));
    JobOrder exact = order("1-3").exactly().withRules(RULES.with(Existing.OVERWRITE));
    JobReport first = end(processors.submit(exact, listener));
    assertThat(first.kept().isEmpty()).isTrue();
    assertThat(end(processors.submit(exact, listener)).kept()).isEqualTo(FrameSet.parse("1-3"));
    Farm cards = knowing(worker("beta", card));
    assertThat(end(cards.submit(exact, listener)).kept().isEmpty()).isTrue();
  }

  /** Cards add up the samples of a pixel in any order. */
  @Test
  void exactPartsAreNotMadeOnCards() throws Exception {
    Farm farm = knowing(worker("beta", card));
    assertThatThrownBy(() -> farm.submit(still().exactly(), listener))
        .hasMessageContaining("There can be no tiles: graphics cards add up samples in any order");
  }

  /** Cards add up the samples of a pixel in any order, equal ones too. */
  @Test
  void anAuditForgivesTheLastBitsOfCards() throws Exception {
    card.hold();
    second.hold();
    card.faults(frame -> FakeBackend.Fault.LAST_BIT);
    Farm farm = knowing(worker("beta", card), worker("gamma", second));
    RenderJob job = farm.submit(order("1-4").withRules(RULES.withAudit(1)), listener);
    await().until(() -> !card.started().isEmpty() && !second.started().isEmpty());
    card.release();
    second.release();
    assertThat(end(job).audit())
        .containsExactly("Audit: 4 tasks were rendered by two machines, and all are alike");
  }

  @Test
  void eventsTellTheDevice() throws Exception {
    Farm farm = knowing(worker("beta", card));
    List<JobEvent> events = new CopyOnWriteArrayList<>();
    end(farm.start(order("1"), each -> each.subscribe(events::add)));
    assertThat(events)
        .filteredOn(event -> event instanceof JobEvent.WorkerJoined)
        .extracting(event -> ((JobEvent.WorkerJoined) event).device())
        .contains(Optional.of("CUDA A (8 GiB)"));
  }

  /** Parts of a card are kept under other names than those of a processor. */
  @Test
  void aLaterRunOnAnotherKindOfDeviceJoinsNothingOfTheFirst() throws Exception {
    card.holdParts();
    Farm cards = knowing(worker("beta", card));
    RenderJob job = cards.submit(still(), listener);
    await().until(() -> !card.started().isEmpty());
    job.cancel();
    end(job);
    card.releaseParts();
    Farm processors = knowing(worker("alpha", processor));
    JobReport report = end(processors.submit(still(), listener));
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(processor.regions()).hasSize(4);
  }

  @Test
  void aCardThatIsGivenUpLeavesAndItsTaskGoesElsewhere() throws Exception {
    card.breaking(0);
    Worker beta = worker("beta", 1, card, heard);
    Farm farm = knowing(beta, worker("gamma", second));
    second.hold();
    RenderJob job = farm.submit(order("1-3"), listener);
    await().until(() -> said.stream().anyMatch(line -> line.contains("takes no tasks")));
    second.release();
    assertThat(end(job).rendered()).isEqualTo(FrameSet.parse("1-3"));
    assertThat(card.used()).hasSize(1);
    assertThat(said)
        .contains("warning: A has failed again and again; no graphics card is left. Start it again")
        .anyMatch(line -> line.startsWith("takes no tasks: no graphics card is left"));
  }

  @Test
  void aWorkerGoesOnByItsProcessorIfItMay() throws Exception {
    CardBackend both = new CardBackend("CUDA", true, "A").breaking(0);
    Worker beta = worker("beta", 1, both, heard);
    JobReport report = end(knowing(beta).submit(order("1-3"), listener));
    assertThat(report.rendered()).isEqualTo(FrameSet.parse("1-3"));
    assertThat(both.used()).contains("CUDA-0", "CPU");
    assertThat(beta.backends().get(0).devices()).containsExactly("CPU");
    assertThat(said).contains("warning: A has failed again and again; goes on with fake 1 on CPU");
  }

  /** Nobody is left whose parts fit to those of before, and nobody who could come back. */
  @Test
  void aStillWhoseOnlyCardIsGivenUpEndsAndTheSameOrderIsRenderedByTheProcessor() throws Exception {
    CardBackend both = new CardBackend("CUDA", true, "A").breaking(0);
    Farm farm = knowing(worker("beta", 1, both, heard));
    // What is queued there when it happens is refused, and not given up at once.
    JobRules rules = RULES.withOthersWithin(Duration.ofSeconds(3));
    RenderJob job = farm.submit(still().withRules(rules), listener);
    assertThatThrownBy(() -> end(job))
        .cause()
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> assertThat(e.advice()).contains("again", "what is done is kept"))
        .hasMessage(
            "No worker is left whose parts of frames fit to those of before (beta: parts come from"
                + " CUDA, and it renders on CPU)");
    assertThat(both.used()).doesNotContain("CPU");
    JobReport report = end(farm.submit(still(), listener));
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(both.regions()).hasSize(4);
  }

  @Test
  void eachSlotMayHaveACardForItself() throws Exception {
    CardBackend two = new CardBackend("CUDA", false, "A", "B");
    two.hold();
    Worker beta = worker("beta", WorkerSettings.SLOT_PER_DEVICE, two, heard);
    assertThat(beta.slotCount()).isEqualTo(2);
    RenderJob job = knowing(beta).submit(order("1-4"), listener);
    await().until(() -> two.used().size() == 2);
    assertThat(two.used()).containsExactlyInAnyOrder("CUDA-0", "CUDA-1");
    two.release();
    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void theSlotOfACardThatIsGivenUpEnds() throws Exception {
    CardBackend two = new CardBackend("CUDA", true, "A", "B").breaking(1);
    Worker beta = worker("beta", WorkerSettings.SLOT_PER_DEVICE, two, heard);
    JobReport report = end(knowing(beta).submit(order("1-6"), listener));
    assertThat(report.rendered()).isEqualTo(FrameSet.parse("1-6"));
    await().until(() -> beta.slotCount() == 1);
    assertThat(said)
        .contains("warning: B has failed again and again; its slot ends, the others go on");
    two.breaking(0);
    assertThat(end(knowing(beta).submit(order("7-8"), listener)).rendered())
        .isEqualTo(FrameSet.parse("7-8"));
    assertThat(beta.slotCount()).isEqualTo(1);
    assertThat(two.used()).endsWith("CPU");
  }

  @Test
  void withoutACardNoSlotCanHaveOne() {
    assertThatThrownBy(() -> worker("a", WorkerSettings.SLOT_PER_DEVICE, processor, heard))
        .hasMessage("There is no graphics card that a slot could have for itself");
  }
}
