package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.networkrender.api.FrameSet;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.Notice;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.worker.Worker;

/** Machines with several renderers, and with others than the client's. */
class UnlikeBuildsTest extends FarmFixture {
  private final List<FakeBackend> backends = new ArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();

  private final JobListener listener =
      new JobListener() {
        @Override
        public void notice(Notice notice) {
          notices.add(notice.text());
        }
      };

  /** Several builds on one machine: each is usual, unlike (parts do not fit), or a misfit. */
  private static final class BuiltBackend extends FakeBackend {
    private final List<String> builds;

    BuiltBackend(String... builds) {
      this.builds = List.of(builds);
    }

    private static Optional<String> reason(Capabilities renderer, String build, String words) {
      return Optional.of(words)
          .filter(any -> build.equals(renderer.features().get(Capabilities.BUILD)));
    }

    @Override
    public List<Capabilities> probe(BackendSettings settings) {
      return builds.stream()
          .map(
              build ->
                  new Capabilities(
                      name(), "1", List.of(), List.of("CPU"), Map.of(Capabilities.BUILD, build)))
          .toList();
    }

    @Override
    public Optional<String> mismatch(
        SceneDescription scene, Map<String, String> options, Capabilities renderer) {
      return reason(renderer, "misfit", "the job wants another one");
    }

    @Override
    public Optional<String> partMismatch(
        SceneDescription scene, Map<String, String> options, Capabilities renderer) {
      return reason(renderer, "unlike", "it has another build");
    }
  }

  private Worker machine(String name, String... builds) throws Exception {
    FakeBackend backend = new BuiltBackend(builds);
    backends.add(backend);
    return worker(name, backend);
  }

  /** A farm whose client tells builds from each other. */
  private Farm judging(Worker... workers) throws Exception {
    return farm(false, new BuiltBackend("usual"), workers);
  }

  @Test
  void whoHasOnlyOthersDoesNotRenderAndIsToldAllThatItHas() throws Exception {
    Farm farm = judging(machine("alpha", "misfit", "misfit"), machine("beta", "misfit", "usual"));
    JobReport report = end(farm.submit(order("1-3"), listener));
    assertThat(report.rendered()).isEqualTo(FrameSet.parse("1-3"));
    assertThat(backends.get(0).sessions()).isZero();
    assertThat(notices)
        .contains("alpha cannot be used: it has fake 1, fake 1: the job wants another one");
  }

  @Test
  void aJobThatNobodyCanRenderEndsAsSoonAsAllHaveAnswered() throws Exception {
    Farm farm = judging(machine("alpha", "misfit"), machine("beta", "misfit"));
    RenderJob job = farm.submit(order("1-3"), listener);
    assertThatThrownBy(() -> end(job))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("No worker can be used")
        .hasMessageContaining("alpha: it has fake 1")
        .hasMessageContaining("beta: it has fake 1");
  }

  @Test
  void anotherBuildRendersWholeFramesAndNoneIsCut() throws Exception {
    Worker usual = machine("alpha", "usual");
    Worker unlike = machine("beta", "unlike");
    backends.get(0).hold();
    RenderJob job = judging(usual, unlike).submit(order("1-4"), listener);
    await().until(() -> backends.get(1).started().size() >= 2);
    backends.get(0).release();
    assertThat(end(job).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backends).allMatch(backend -> backend.regions().isEmpty());
    assertThat(notices)
        .contains("the last frames are not cut into tiles while builds of the renderer differ");
  }

  @Test
  void aStillInPartsHasTheBuildThatFitsAlone() throws Exception {
    Farm farm = judging(machine("alpha", "unlike"), machine("beta", "unlike", "usual"));
    JobReport report =
        end(
            farm.submit(
                JobOrder.still(scene("1"), output())
                    .withSplitter("tiles", Map.of("tiles", "2x2"))
                    .withRules(RULES),
                listener));
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backends.get(0).sessions()).isZero();
    assertThat(backends.get(1).regions()).isNotEmpty();
    assertThat(notices).contains("alpha cannot be used: it has another build");
  }
}
