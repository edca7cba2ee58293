package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobSources;
import org.networkrender.core.order.RenderJob;
import org.networkrender.core.worker.Worker;

/** A job renders what was there when it began, whoever saves on meanwhile. */
@Tag("beside-others")
class OwnCopyTest extends FarmFixture {
  @Test
  void aWorkerThatJoinsAfterTheSceneWasSavedAgainGetsWhatTheFirstOneGot() throws Exception {
    FakeBackend first = new FakeBackend().hold();
    FakeBackend late = new FakeBackend();
    Worker here = worker("first", first);
    Worker placeholder = worker("late", late);
    int port = placeholder.port();
    placeholder.close();
    Farm farm = farm(false, new FakeBackend(), here, placeholder);
    RenderJob job = farm.submit(order("1-6"), JobListener.NONE);
    await().until(() -> !first.started().isEmpty());

    Files.writeString(directory.resolve("scene.fake"), "1-6\nmuch more than before");
    worker("late", port, late);
    await().until(() -> late.started().size() >= 4);
    first.release();

    JobReport report = end(job);
    assertThat(report.missing().size()).isZero();
    assertThat(late.texts()).containsOnly("1-6");
  }

  /** As a program saves it that renders what its user has not saved yet. */
  @Test
  void aStateThatWasNotSavedIsTheSameJobAsTheSceneSavedSo() throws Exception {
    FakeBackend backend = spy(new FakeBackend());
    Farm farm = farm(worker("worker", backend));
    Path unsaved = Files.createDirectory(directory.resolve("elsewhere")).resolve("1234.fake");
    Files.writeString(unsaved, "1-3\nnot saved");
    JobOrder order = JobOrder.animation(directory.resolve("scene.fake"), output()).withRules(RULES);

    JobReport report = run(farm, order.withContent(unsaved));

    assertThat(report.rendered()).isEqualTo(FrameSet.parse("1-3"));
    ArgumentCaptor<SessionRequest> opened = ArgumentCaptor.forClass(SessionRequest.class);
    verify(backend, atLeastOnce()).open(opened.capture());
    assertThat(opened.getAllValues()).allMatch(each -> each.scene().endsWith("scene.fake"));
    assertThat(backend.texts()).containsOnly("1-3\nnot saved");
    Files.move(unsaved, directory.resolve("scene.fake"));
    assertThat(run(farm, order).kept()).isEqualTo(FrameSet.parse("1-3"));
  }

  @Test
  void aSceneThatIsSaidToLieNowhereIsRefused() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    JobOrder order = JobOrder.animation(directory.resolve("gone/scene.fake"), output());
    assertThatThrownBy(() -> farm.submit(order.withContent(scene("1")), JobListener.NONE))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("There is no directory " + directory.resolve("gone"));
    JobOrder inDirectory = JobOrder.animation(directory, output());
    assertThatThrownBy(() -> farm.submit(inDirectory.withContent(scene("1")), JobListener.NONE))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("which is a directory");
  }

  @Test
  void noCopyIsInUseWhenTheJobHasEnded() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    run(farm, order("1"));
    farm.close();
    // What stays is for the next job: its own content and no list of files.
    try (Stream<Path> copies = Files.list(directory.resolve("own/copies-1/whole"))) {
      assertThat(copies).hasSize(1);
    }
  }

  @Test
  void whereNoCopyIsWantedNoneIsMade() throws Exception {
    Farm farm = farm(worker("worker", new FakeBackend()));
    run(
        farm,
        order("1")
            .withSources(new JobSources(false, List.of(), false, List.of(), Optional.empty())));
    assertThat(directory.resolve("own/copies-1")).doesNotExist();
  }

  @Test
  void aSceneThatIsSavedWhileItIsLookedIntoIsRefused() throws Exception {
    FakeBackend own =
        new FakeBackend() {
          @Override
          public org.networkrender.api.backend.SceneDescription inspect(
              Path scene,
              org.networkrender.api.backend.BackendSettings settings,
              java.util.Map<String, String> options)
              throws RenderException {
            var description = super.inspect(scene, settings, options);
            try {
              Files.writeString(scene, "1-3\nsaved");
            } catch (java.io.IOException e) {
              throw new IllegalStateException(e);
            }
            return description;
          }
        };
    Farm farm = farm(false, own, worker("worker", new FakeBackend()));
    assertThatThrownBy(() -> farm.submit(order("1"), JobListener.NONE))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("was changed while it was looked into");
  }
}
