package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.core.order.Baking;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;

/** What a scene simulates is baked once before its frames, or its frames are one chain. */
class BakeJobTest extends FarmFixture {
  private static final String SCENE = "1-6\nsimulates Cloth";
  private static final String CHAIN = SCENE + "\nchained it is linked";

  private final FakeBackend one = new FakeBackend();
  private final FakeBackend other = new FakeBackend();

  private JobReport run(JobOrder order) throws Exception {
    return run(farm(worker("one", one), worker("other", other)), order);
  }

  private int bakes() {
    return one.products().bakes().size() + other.products().bakes().size();
  }

  private void assertPictures(int last) throws Exception {
    for (int frame : IntStream.rangeClosed(1, last).toArray()) {
      Path picture = output().resolve("%04d.png".formatted(frame));
      assertThat(FakePictures.shows(picture, frame)).isTrue();
    }
  }

  private List<String> kept() throws Exception {
    try (Stream<Path> files = Files.list(output().resolve(".networkrender/bakes"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void isBakedOnceAndAllWorkersGetIt() throws Exception {
    JobReport report = run(order(SCENE));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bakes()).isEqualTo(1);
    assertPictures(6);
  }

  @Test
  void theOwnMachineBakesWhereItCan() throws Exception {
    FakeBackend own = new FakeBackend();
    JobReport report = run(farm(true, own, worker("one", one)), order(SCENE));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(own.products().bakes()).hasSize(1);
    assertThat(bakes()).isZero();
  }

  @Test
  void whereTheOwnMachineCannotAnotherBakes() throws Exception {
    FakeBackend own = new FakeBackend();
    own.products().bakeFaults(() -> FakeBackend.Fault.WORKER);
    JobReport report = run(farm(true, own, worker("one", one)), order(SCENE));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(one.products().bakes()).hasSize(1);
    assertPictures(6);
  }

  @Test
  void theNextRunBakesNothing() throws Exception {
    run(order(SCENE).withFrames(FrameSet.parse("1-6")));
    Files.delete(output().resolve("0003.png"));
    JobReport again = run(order(SCENE));

    assertThat(again.rendered()).isEqualTo(FrameSet.of(3));
    assertThat(bakes()).isEqualTo(1);
    assertPictures(6);
  }

  @Test
  void isBakedAgainOnlyWhereItDoesNotGoFarEnough() throws Exception {
    run(order(SCENE).withFrames(FrameSet.parse("1-4")));
    List<String> first = kept();
    run(order(SCENE).withFrames(FrameSet.parse("2")));
    assertThat(bakes()).isEqualTo(1);
    run(order(SCENE).withFrames(FrameSet.parse("5-6")));

    assertThat(bakes()).isEqualTo(2);
    assertThat(kept()).hasSize(1).isNotEqualTo(first);
    assertPictures(6);
  }

  @Test
  void aBakeThatWasChangedIsMadeAgain() throws Exception {
    run(order(SCENE));
    Path file = output().resolve(".networkrender/bakes").resolve(kept().get(0));
    Files.writeString(file, "other");
    Files.delete(output().resolve("0003.png"));
    JobReport again = run(order(SCENE));

    assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bakes()).isEqualTo(2);
    assertPictures(6);
  }

  @Test
  void aWorkerThatFailsAtItLeavesItToAnother() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    one.products().bakeFaults(() -> FakeBackend.Fault.WORKER);
    other
        .products()
        .bakeFaults(
            () -> {
              tries.incrementAndGet();
              return FakeBackend.Fault.NONE;
            });
    JobReport report = run(order(SCENE));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(tries).hasValue(1);
    assertPictures(6);
  }

  @Test
  void whereItFailsEverywhereAllFramesAreGivenUpWithTheCause() throws Exception {
    one.products().bakeFaults(() -> FakeBackend.Fault.SCENE);
    other.products().bakeFaults(() -> FakeBackend.Fault.SCENE);
    JobReport report = run(order(SCENE));

    assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(report.missing()).isEqualTo(FrameSet.parse("1-6"));
    assertThat(report.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.frames()).isEqualTo(FrameSet.parse("1-6"));
              assertThat(failure.cause()).contains("no camera");
            });
    assertThat(one.started()).isEmpty();
  }

  /** Otherwise no later run would ever come to an end either. */
  @Test
  void aBakeThatIsNoneIsMadeByAnother() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Supplier<FakeBackend.Fault> once =
        () -> tries.getAndIncrement() == 0 ? FakeBackend.Fault.BLACK : FakeBackend.Fault.NONE;
    one.products().bakeFaults(once);
    other.products().bakeFaults(once);
    JobReport report = run(order(SCENE));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bakes()).isEqualTo(2);
    assertPictures(6);
  }

  @Test
  void aBakeWithWhichNoFrameCanBeRenderedIsMadeAnewByTheNextRun() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Supplier<FakeBackend.Fault> once =
        () -> tries.getAndIncrement() == 0 ? FakeBackend.Fault.TRUNCATED : FakeBackend.Fault.NONE;
    one.products().bakeFaults(once);
    other.products().bakeFaults(once);
    assertThat(run(order(SCENE)).outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(kept()).isEmpty();

    assertThat(run(order(SCENE)).outcome()).isEqualTo(Outcome.COMPLETE);
    assertPictures(6);
  }

  @Test
  void neverRefusesTheScene() throws Exception {
    JobOrder order = order(SCENE).withRules(RULES.withBaking(Baking.NEVER));

    assertThatThrownBy(() -> run(order))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("Cloth");
    assertThat(bakes()).isZero();
  }

  @Test
  void whatCannotBeBakedIsRenderedInItsOrderByOneMachine() throws Exception {
    JobReport report = run(order(CHAIN));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bakes()).isZero();
    List<Integer> started = one.started().isEmpty() ? other.started() : one.started();
    assertThat(started).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(one.started().isEmpty() || other.started().isEmpty()).isTrue();
    assertPictures(6);
  }

  @Test
  void tilesOfABakedSceneShowItToo() throws Exception {
    JobReport report = run(order(SCENE).withSplitter("tiles", Map.of("tiles", "2x1")));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bakes()).isEqualTo(1);
    assertPictures(6);
  }
}
