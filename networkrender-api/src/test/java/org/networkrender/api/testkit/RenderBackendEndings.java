package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.api.backend.RenderRequest;
import org.networkrender.api.backend.RenderSession;
import org.networkrender.api.backend.SceneDescription;

/** How sessions end: a part of {@link RenderBackendContract}. */
abstract class RenderBackendEndings extends RenderBackendFixture {
  @Test
  void cancelStopsARunningFrameAtOnce() throws Exception {
    SceneDescription description = inspected(slowScene(sceneDirectory));
    RenderSession session = session(description);
    try {
      CompletableFuture<Throwable> rendering = renderInBackground(session, description, "slow");
      session.cancel();
      assertThat(rendering.get(PROMPT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
      await().atMost(PROMPT).until(() -> newProcesses().isEmpty());
      if (!session.isUsable()) {
        assertThatThrownBy(
                () ->
                    session.render(
                        RenderRequest.wholeFrame(
                            description.frames().get(0), outputDirectory("after")),
                        ProgressListener.NONE))
            .isInstanceOf(RenderException.class);
      }
      session.cancel();
    } finally {
      session.close();
    }
    session.close();
    assertThat(session.isUsable()).isFalse();
  }

  @Test
  void closeFromAnotherThreadEndsARunningFrame() throws Exception {
    SceneDescription description = inspected(slowScene(sceneDirectory));
    RenderSession session = session(description);
    CompletableFuture<Throwable> rendering = renderInBackground(session, description, "slow");
    session.close();
    assertThat(rendering.get(PROMPT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void anInterruptEndsARunningFrameAndTheSession() throws Exception {
    SceneDescription description = inspected(slowScene(sceneDirectory));
    try (RenderSession session = session(description)) {
      AtomicReference<Thread> renderer = new AtomicReference<>();
      CompletableFuture<Throwable> rendering =
          renderInBackground(session, description, "slow", renderer);
      renderer.get().interrupt();
      assertThat(rendering.get(PROMPT.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(InterruptedException.class);
      assertThat(session.isUsable()).isFalse();
    }
  }

  @Test
  void aSessionThatRenderedNothingIsClosed() throws Exception {
    RenderSession session = session(inspected(scene(sceneDirectory)));
    session.cancel();
    session.close();
    session.close();
    assertThat(session.isUsable()).isFalse();
  }

  private CompletableFuture<Throwable> renderInBackground(
      RenderSession session, SceneDescription description, String output) throws Exception {
    return renderInBackground(session, description, output, new AtomicReference<>());
  }

  /** Returns when the renderer is seen at work; the future holds what the render call threw. */
  private CompletableFuture<Throwable> renderInBackground(
      RenderSession session,
      SceneDescription description,
      String output,
      AtomicReference<Thread> renderer)
      throws Exception {
    Path target = outputDirectory(output);
    CountDownLatch working = new CountDownLatch(1);
    CompletableFuture<Throwable> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                session.render(
                    RenderRequest.wholeFrame(description.frames().get(0), target),
                    (fraction, note) -> working.countDown());
                result.completeExceptionally(new AssertionError("the slow frame was rendered"));
              } catch (RenderException | InterruptedException e) {
                result.complete(e);
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "render");
    renderer.set(thread);
    thread.start();
    assertThat(working.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("the renderer shows a sign of work")
        .isTrue();
    return result;
  }
}
