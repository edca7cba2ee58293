package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.networkrender.core.events.JobTotals.Making;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobProgress;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.RenderJob;

/** What is told while the scene is baked, and while movies are made. */
class ProductProgressTest extends FarmFixture {
  private final FakeBackend backend = new FakeBackend();
  private final List<JobProgress> heard = new CopyOnWriteArrayList<>();

  private RenderJob submit(String scene) throws Exception {
    return farm(worker("worker", backend))
        .submit(
            order(scene),
            new JobListener() {
              @Override
              public void progress(JobProgress progress) {
                heard.add(progress);
              }
            });
  }

  /** Returns the first state in which it is told how long something takes still. */
  private JobProgress half(Making.Kind kind) {
    await().until(() -> heard.stream().anyMatch(shown -> isHalf(shown, kind)));
    return heard.stream().filter(shown -> isHalf(shown, kind)).findFirst().orElseThrow();
  }

  private static boolean isHalf(JobProgress shown, Making.Kind kind) {
    return shown
        .making()
        .filter(making -> making.kind() == kind && making.fraction() > 0.25)
        .flatMap(Making::remaining)
        .isPresent();
  }

  @Test
  void aMovieIsAPartOfTheJob() throws Exception {
    backend.products().hold();
    RenderJob job = submit("1-4\nmakes shot_####.fmv");
    JobProgress half = half(Making.Kind.MOVIE);
    backend.products().release();

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(half.done()).isEqualTo(half.total());
    assertThat(half.fraction()).isBetween(0.95, 0.999);
    assertThat(half.remaining()).isEqualTo(half.making().orElseThrow().remaining());
    assertRises();
  }

  @Test
  void aBakeIsAPartOfTheJob() throws Exception {
    backend.products().hold();
    RenderJob job = submit("1-6\nsimulates Cloth");
    JobProgress half = half(Making.Kind.BAKE);
    backend.products().release();

    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(half.done()).isZero();
    assertThat(half.fraction()).isBetween(0.01, 0.05);
    assertThat(half.remaining()).isEmpty();
    assertRises();
  }

  private void assertRises() {
    assertThat(heard.stream().map(JobProgress::fraction).toList()).isSorted().endsWith(1.0);
    assertThat(heard.stream().filter(shown -> shown.fraction() == 1).map(JobProgress::making))
        .allMatch(Optional::isEmpty);
  }
}
