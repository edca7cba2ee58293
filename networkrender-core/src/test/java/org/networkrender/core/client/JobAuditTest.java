package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.JobRules;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.worker.Worker;

class JobAuditTest extends FarmFixture {
  private static final String NOT_FINISHING =
      "Audit: of a frame in parts the parts are compared, and not how it was finished";

  private final HeardNotices notices = new HeardNotices();

  /** Runs a job; no machine goes on before each of them has begun with something. */
  private JobReport run(Farm farm, JobOrder order, double share, FakeBackend... machines)
      throws Exception {
    Stream.of(machines).forEach(FakeBackend::hold);
    RenderJob job = farm.submit(order.withRules(RULES.withAudit(share)), notices);
    await().until(() -> Stream.of(machines).noneMatch(machine -> machine.started().isEmpty()));
    Stream.of(machines).forEach(FakeBackend::release);
    return end(job);
  }

  private static FakeBackend wrong() {
    return new FakeBackend().faults(frame -> Fault.WRONG_PIXELS);
  }

  @Test
  void equalPicturesAreFine() throws Exception {
    FakeBackend one = new FakeBackend();
    FakeBackend two = new FakeBackend();
    JobReport report =
        run(farm(worker("one", one), worker("two", two)), order("1-10"), 0.2, one, two);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.audit())
        .containsExactly("Audit: 2 tasks were rendered by two machines, and all are alike");
    assertThat(one.started().size() + two.started().size()).isGreaterThanOrEqualTo(12);
    assertThat(notices.warnings()).isEmpty();
    assertThat(pictures()).hasSize(10);
    assertNothingIsLeft();
  }

  @Test
  void atLeastOneTaskIsAudited() throws Exception {
    FakeBackend one = new FakeBackend();
    FakeBackend two = new FakeBackend();
    Farm farm = farm(worker("one", one), worker("two", two));

    assertThat(run(farm, order("1-3"), 0.01, one, two).audit())
        .containsExactly("Audit: 1 task was rendered by two machines, and all are alike");
  }

  @Test
  void ofThreeMachinesTheOneThatComputesWronglyIsNamed() throws Exception {
    FakeBackend well = new FakeBackend();
    FakeBackend bad = wrong();
    FakeBackend too = new FakeBackend();
    Farm farm = farm(worker("well", well), worker("bad", bad), worker("too", too));
    JobReport report = run(farm, order("1-6"), 1, well, bad, too);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(notices.warnings()).anyMatch(text -> text.startsWith("bad rendered frame "));
    assertThat(notices.warnings())
        .noneMatch(text -> text.startsWith("well rend") || text.startsWith("too"));
    assertThat(report.audit())
        .anyMatch(text -> text.startsWith("Audit: bad rendered wrongly: frame"))
        .anyMatch(text -> text.startsWith("Audit: replaced by the right pictures: frame"));
    assertThat(notices.warnings()).anyMatch(text -> text.contains("was replaced by what "));
    for (int frame = 1; frame <= 6; frame++) {
      Path picture = output().resolve("%04d.png".formatted(frame));
      assertThat(FakePictures.shows(picture, frame))
          .as("frame %d is the right one: %s, %s", frame, report.audit(), notices.texts())
          .isTrue();
    }
    assertNothingIsLeft();
    Farm again = farm(worker("later", new FakeBackend()));
    assertThat(end(again.submit(order("1-6"), JobListener.NONE)).kept().size()).isEqualTo(6);
  }

  @Test
  void theOwnMachineIsBelieved() throws Exception {
    FakeBackend own = new FakeBackend();
    FakeBackend bad = wrong();
    JobReport report = run(farm(true, own, worker("bad", bad)), order("1-6"), 1, own, bad);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.audit())
        .anyMatch(text -> text.startsWith("Audit: bad rendered wrongly: frame"));
    for (int frame = 1; frame <= 6; frame++) {
      Path picture = output().resolve("%04d.png".formatted(frame));
      assertThat(FakePictures.shows(picture, frame))
          .as("frame %d, %s, %s", frame, report.audit(), notices.texts())
          .isTrue();
    }
  }

  @Test
  void twoStrangersThatDifferAreBothNamed() throws Exception {
    FakeBackend one = wrong();
    FakeBackend two = new FakeBackend();
    JobReport report =
        run(farm(worker("one", one), worker("two", two)), order("1-2"), 0.5, one, two);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.audit())
        .anyMatch(text -> text.contains("one") && text.contains("two") && text.contains("decide"));
  }

  @Test
  void anAuditNeedsTwoMachines() throws Exception {
    FakeBackend only = new FakeBackend();
    JobReport report = run(farm(worker("only", only)), order("1-4"), 0.5);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.audit())
        .containsExactly("Audit: nothing could be compared; an audit needs two machines");
    assertThat(only.started()).hasSize(4);
  }

  @Test
  void partsAreAuditedToo() throws Exception {
    FakeBackend one = new FakeBackend();
    FakeBackend two = new FakeBackend();
    Farm farm = farm(worker("one", one), worker("two", two));
    JobOrder order =
        JobOrder.still(scene("1-9"), output()).withSplitter("tiles", Map.of("tiles", "2x2"));
    JobReport report = run(farm, order, 1, one, two);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.audit())
        .containsExactly(
            "Audit: 4 tasks were rendered by two machines, and all are alike", NOT_FINISHING);
    assertNothingIsLeft();
  }

  @Test
  void aWrongPartThatIsInThePictureIsToldOf() throws Exception {
    FakeBackend well = new FakeBackend();
    FakeBackend bad = new FakeBackend().partFaults(region -> Fault.WRONG_PIXELS);
    FakeBackend too = new FakeBackend();
    Farm farm = farm(worker("well", well), worker("bad", bad), worker("too", too));
    JobOrder order =
        JobOrder.still(scene("1-9"), output()).withSplitter("tiles", Map.of("tiles", "2x2"));
    JobReport report = run(farm, order, 1, well, bad, too);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.audit())
        .contains("Audit: bad rendered wrongly: frame 1", NOT_FINISHING)
        .contains(
            "Audit: not replaced, since a wrong part is in it: frame 1; remove its picture and give"
                + " the same command again without that machine");
    assertNothingIsLeft();
  }

  @Test
  void aFrameThatCannotBeRenderedIsNotAudited() throws Exception {
    Farm farm =
        farm(
            worker("one", new FakeBackend().faults(frame -> Fault.SCENE)),
            worker("two", new FakeBackend().faults(frame -> Fault.SCENE)));

    assertThat(run(farm, order("1-2"), 1).outcome()).isEqualTo(Outcome.INCOMPLETE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void aShareIsFromZeroToOne(double share) {
    assertThatThrownBy(() -> JobRules.DEFAULT.withAudit(share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 0 to 1");
  }

  /** Machines of which the second one that renders is wrong, and what happens then. */
  private final class Looks {
    final Map<String, FakeBackend> backends = new LinkedHashMap<>();
    final Map<String, Worker> workers = new LinkedHashMap<>();
    private final AtomicInteger renderings = new AtomicInteger();
    private final IntFunction<Fault> faults;

    Looks(int machines, IntFunction<Fault> faults) throws Exception {
      this.faults = faults;
      for (int i = 1; i <= machines; i++) {
        String name = "machine-" + i;
        FakeBackend backend =
            new FakeBackend().faults(frame -> this.faults.apply(renderings.incrementAndGet()));
        backends.put(name, backend);
        workers.put(name, worker(name, backend));
      }
    }

    /** Nothing is rendered before each machine could look at it again. */
    RenderJob start() throws Exception {
      AtomicReference<List<WorkerProgress>> shown = new AtomicReference<>(List.of());
      JobListener listener =
          new JobListener() {
            @Override
            public void progress(JobProgress progress) {
              shown.set(progress.workers());
            }
          };
      backends.values().forEach(FakeBackend::hold);
      RenderJob job =
          farm(workers.values().toArray(Worker[]::new))
              .submit(order("1").withRules(RULES.withAudit(1)), listener);
      await()
          .until(
              () ->
                  shown.get().stream()
                          .filter(
                              one ->
                                  one.state() == WorkerProgress.State.WAITING
                                      || one.state() == WorkerProgress.State.RENDERING)
                          .count()
                      == backends.size());
      backends.values().forEach(FakeBackend::release);
      return job;
    }

    long started() {
      return backends.values().stream().filter(one -> !one.started().isEmpty()).count();
    }
  }

  private Fault removeWhatWasPutAside() {
    try (Stream<Path> files = Files.walk(output().resolve(".networkrender"))) {
      for (Path file : files.filter(path -> path.toString().contains("audit-")).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Fault.NONE;
  }

  @Test
  void aDifferenceIsToldWhenTheMachineThatWasToDecideLeaves() throws Exception {
    AtomicReference<Looks> all = new AtomicReference<>();
    List<String> rendered = new CopyOnWriteArrayList<>();
    Looks looks =
        new Looks(
            3,
            time -> {
              if (time == 2) {
                all.get()
                    .backends
                    .forEach(
                        (name, backend) -> {
                          if (!backend.started().isEmpty()) {
                            rendered.add(name);
                          }
                          backend.hold();
                        });
              }
              return time == 2 ? Fault.WRONG_PIXELS : Fault.NONE;
            });
    all.set(looks);
    RenderJob job = looks.start();
    await().until(() -> looks.started() == 3);
    for (Map.Entry<String, Worker> entry : looks.workers.entrySet()) {
      if (!rendered.contains(entry.getKey())) {
        entry.getValue().close();
      }
    }

    assertThat(end(job).audit())
        .contains("Audit: 1 task was rendered by two machines")
        .anyMatch(text -> text.contains("frame 1 differs between machine-"));
  }

  @Test
  void aDifferenceIsToldWhenTheThirdPictureCannotBeCompared() throws Exception {
    Looks looks =
        new Looks(
            3,
            time -> {
              return time == 2
                  ? Fault.WRONG_PIXELS
                  : time == 3 ? removeWhatWasPutAside() : Fault.NONE;
            });

    assertThat(end(looks.start()).audit())
        .contains("Audit: 1 task was rendered by two machines")
        .anyMatch(text -> text.contains("frame 1 differs between machine-"));
  }

  @Test
  void picturesThatCannotBeReadToCompareThemDoNotEndTheJob() throws Exception {
    Looks looks = new Looks(2, time -> time == 2 ? removeWhatWasPutAside() : Fault.NONE);
    JobReport report = end(looks.start());

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.audit())
        .containsExactly(
            "Audit: 1 task was rendered by two machines, but the pictures cannot be compared");
  }

  /** Such as a stamp in the picture, with the time of the render. */
  @Test
  void nobodyIsBlamedWherePicturesTellOfTheirRender() throws Exception {
    FakeBackend own = new FakeBackend().traced("the picture shows when it was rendered");
    FakeBackend other = wrong();
    JobReport report = run(farm(true, own, worker("other", other)), order("1-4"), 1, own, other);

    assertThat(report.audit())
        .contains(
            "Audit: 4 tasks were rendered by two machines, but the pictures cannot be compared: the"
                + " picture shows when it was rendered")
        .noneMatch(text -> text.contains("wrongly"));
    assertThat(notices.warnings()).isEmpty();
  }

  private void assertNothingIsLeft() throws Exception {
    try (Stream<Path> left = Files.walk(output().resolve(".networkrender"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("audit"));
    }
  }
}
