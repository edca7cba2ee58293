package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;
import org.mockito.junit.jupiter.MockitoExtension;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.worker.Worker;

/** A client without a renderer lets a worker look into the scene. */
@Tag("beside-others")
@ExtendWith(MockitoExtension.class)
class DistantInspectionTest extends FarmFixture {
  private final AbsentBackend absent = new AbsentBackend();
  private final HeardNotices heard = new HeardNotices();
  @Captor private ArgumentCaptor<SessionRequest> looks;

  private static List<String> files(SessionRequest look) {
    return look.files().keySet().stream()
        .map(file -> file.substring(file.lastIndexOf('/') + 1))
        .sorted()
        .toList();
  }

  /** Tells something of scenes of other machines that is not the truth. */
  private static FakeBackend telling(String what) throws RenderException {
    FakeBackend liar = spy(new FakeBackend());
    doReturn(what).when(liar).look(any());
    return liar;
  }

  /** A look into a scene closes something, and does not end before that. */
  private static FakeBackend closing(CompletableFuture<? extends AutoCloseable> open)
      throws RenderException {
    FakeBackend backend = spy(new FakeBackend());
    doAnswer(
            look -> {
              new Thread(() -> close(open.join())).start();
              try {
                Thread.currentThread().join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return "junk";
            })
        .when(backend)
        .look(any());
    return backend;
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWorkerLooksAndTheJobGoesOnAsEver() throws Exception {
    FakeBackend theirs = spy(new FakeBackend());
    Worker worker = worker("alpha", theirs);
    Files.writeString(directory.resolve("a.fake"), "1\nlinks b.fake");
    Files.writeString(directory.resolve("b.fake"), "1\n");

    JobReport report = end(farm(true, absent, worker).submit(order("1-3\nlinks a.fake"), heard));

    assertThat(report.outcome()).isEqualTo(JobReport.Outcome.COMPLETE);
    assertThat(pictures()).containsExactly("0001.png", "0002.png", "0003.png");
    verify(theirs, times(3)).look(looks.capture());
    assertThat(looks.getAllValues().stream().map(DistantInspectionTest::files))
        .containsExactly(
            List.of("scene.fake"),
            List.of("a.fake", "scene.fake"),
            List.of("a.fake", "b.fake", "scene.fake"));
    assertThat(heard.texts())
        .anyMatch(line -> line.contains("no fake renderer was found; a worker is asked"))
        .anyMatch(line -> line.contains("this machine does not render"))
        .anyMatch(line -> line.contains("alpha looked into the scene") && line.contains("b.fake"));
  }

  @Test
  void aStillInTilesIsFinishedElsewhere() throws Exception {
    FakeBackend theirs = new FakeBackend();
    Worker worker = worker("alpha", theirs);
    JobOrder still =
        JobOrder.still(scene("1"), output())
            .withRules(RULES)
            .withSplitter("tiles", Map.of("tiles", "2x2"));

    JobReport report = end(farm(true, absent, worker).submit(still, heard));

    assertThat(report.outcome()).isEqualTo(JobReport.Outcome.COMPLETE);
    assertThat(FakePictures.shows(output().resolve("0001.png"), 1)).isTrue();
    assertThat(theirs.finishes()).isEqualTo(1);
  }

  @Test
  void whoTellsJunkIsNotAskedAgainAndAnotherIs() throws Exception {
    FakeBackend liar = telling("junk");
    FakeBackend honest = spy(new FakeBackend());
    Farm farm = farm(false, absent, worker("alpha", liar), worker("beta", honest));

    JobReport report = end(farm.submit(order("1-2"), heard));

    assertThat(report.outcome()).isEqualTo(JobReport.Outcome.COMPLETE);
    verify(liar).look(any());
    verify(honest).look(any());
    assertThat(heard.texts())
        .anyMatch(line -> line.contains("alpha could not look into the scene: what it tells"));
  }

  @Test
  void whoIsLostMeanwhileIsReplaced() throws Exception {
    CompletableFuture<Worker> lost = new CompletableFuture<>();
    FakeBackend leaving = closing(lost);
    FakeBackend honest = spy(new FakeBackend());
    Worker doomed = worker("alpha", leaving);
    Farm farm = farm(false, absent, doomed, worker("beta", honest));
    lost.complete(doomed);

    JobReport report = end(farm.submit(order("1-2"), heard));

    assertThat(report.outcome()).isEqualTo(JobReport.Outcome.COMPLETE);
    verify(honest).look(any());
    assertThat(heard.texts())
        .anyMatch(line -> line.contains("alpha could not look into the scene: it left"));
  }

  @Test
  void aFaultOfTheSceneIsBelievedWhenTwoSaySo() throws Exception {
    FakeBackend first = telling("blind");
    FakeBackend second = telling("blind");
    FakeBackend third = spy(new FakeBackend());
    Farm farm = farm(false, absent, worker("a", first), worker("b", second), worker("c", third));

    assertThatThrownBy(() -> farm.submit(order("1"), heard))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
              assertThat(e.getMessage()).isEqualTo("the scene has no camera");
            });
    verify(third, never()).look(any());
  }

  @Test
  void twoOfOneNameAreBothTold() throws Exception {
    Worker first = worker("alpha", telling("junk"));
    Worker second = worker("alpha", telling("junk"));
    Farm farm = farm(false, absent, first, second);

    assertThatThrownBy(() -> farm.submit(order("1"), heard))
        .hasMessageContaining("alpha (127.0.0.1:" + first.port() + "): what it tells is not valid")
        .hasMessageContaining(
            "alpha (127.0.0.1:" + second.port() + "): what it tells is not valid");
  }

  @Test
  void whereNobodyCanLookItIsSaidAtOnceAndWhy() throws Exception {
    FakeBackend broken = telling("junk");
    Farm farm = farm(false, absent, worker("alpha", broken));

    assertThatThrownBy(() -> farm.submit(order("1"), heard))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.REFUSED);
              assertThat(e.getMessage())
                  .isEqualTo(
                      "no fake renderer was found, and no worker can look into it"
                          + " (alpha: what it tells is not valid)");
              assertThat(e.advice()).isEqualTo("Install it");
            });
  }

  @Test
  void aFarmThatClosesEndsTheWait() throws Exception {
    CompletableFuture<Farm> closing = new CompletableFuture<>();
    FakeBackend slow = closing(closing);
    Farm farm = farm(false, absent, worker("alpha", slow));
    closing.complete(farm);

    assertThatThrownBy(() -> farm.submit(order("1"), heard)).isInstanceOf(RenderException.class);
  }
}
