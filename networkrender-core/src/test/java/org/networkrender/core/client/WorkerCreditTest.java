package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.networkrender.core.order.FinishedFrame;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.order.WorkerProgress;

/** Who is said to have rendered what. */
class WorkerCreditTest extends FarmFixture {
  private final List<FinishedFrame> finished = new CopyOnWriteArrayList<>();
  private final List<FinishedFrame> kept = new CopyOnWriteArrayList<>();

  private final JobListener listener =
      new JobListener() {
        @Override
        public void finished(FinishedFrame frame) {
          finished.add(frame);
        }

        @Override
        public void kept(List<FinishedFrame> frames) {
          kept.addAll(frames);
        }
      };

  private static Map<String, Double> seconds(JobReport report) {
    return report.workers().stream()
        .filter(worker -> worker.seconds() > 0)
        .collect(Collectors.toMap(WorkerProgress::name, WorkerProgress::seconds));
  }

  @Test
  void aFrameInPartsIsOfAllWhoRenderedThemAndCountsOnce() throws Exception {
    FakeBackend one = new FakeBackend().hold();
    FakeBackend two = new FakeBackend().hold();
    Farm farm = farm(worker("one", one), worker("two", two));
    JobOrder plain = order("1-3");
    JobOrder tiles =
        new JobOrder(
            plain.scene(),
            plain.output(),
            plain.picture(),
            plain.frames(),
            plain.backend(),
            "tiles",
            Map.of("tiles", "2x2"),
            false,
            false,
            RULES);
    RenderJob job = farm.submit(tiles, listener);
    await().until(() -> !one.started().isEmpty() && !two.started().isEmpty());
    one.release();
    two.release();

    JobReport report = end(job);

    Map<String, Double> spent = seconds(report);
    assertThat(spent).containsOnlyKeys("one", "two");
    assertThat(report.workers().stream().mapToInt(WorkerProgress::done).sum()).isEqualTo(3);
    assertThat(finished).hasSize(3);
    assertThat(finished.stream().flatMap(frame -> frame.workers().stream()).distinct())
        .containsExactlyInAnyOrder("one", "two");
    assertThat(finished.stream().mapToDouble(FinishedFrame::seconds).sum())
        .isCloseTo(spent.values().stream().mapToDouble(Double::doubleValue).sum(), offset(1e-6));
  }

  @Test
  void framesOfAnEarlierRunAreToldToo() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    run(farm, order("1-4"));
    Files.delete(output().resolve("0003.png"));

    end(farm.submit(order("1-4"), listener));

    assertThat(kept.stream().map(FinishedFrame::frame)).containsExactly(1, 2, 4);
    assertThat(kept).allMatch(frame -> frame.workers().isEmpty() && frame.worker().isEmpty());
    assertThat(kept.get(2).pictures()).containsExactly(output().resolve("0004.png"));
    assertThat(finished.stream().map(FinishedFrame::frame)).containsExactly(3);
  }

  @Test
  void ofManyWorkersALineNamesThree() {
    List<String> names = IntStream.range(0, 10).mapToObj(number -> "w" + number).toList();

    assertThat(new FinishedFrame(1, List.of(), names, 5).worker())
        .isEqualTo("w0, w1, w2 and 7 more");
    assertThat(new FinishedFrame(1, List.of(), names.subList(0, 2), 5).worker())
        .isEqualTo("w0, w1");
    assertThat(new FinishedFrame(1, List.of(), "only", 5).worker()).isEqualTo("only");
  }
}
