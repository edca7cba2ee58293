package org.networkrender.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.core.order.Existing;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.JobReport.Outcome;
import org.networkrender.core.order.MovieRules;
import org.networkrender.core.order.RenderJob;

/** Movies are made of all frames, known again, and made anew when a picture is another one. */
class MovieJobTest extends FarmFixture {
  private static final String SCENE = "1-4\nmakes shot_####.fmv";
  private static final String MOVIE = "shot_0001-0004.fmv";

  private final FakeBackend backend = new FakeBackend();

  private JobReport run(JobOrder order) throws Exception {
    return run(farm(worker("worker", backend)), order);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(output())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".networkrender"))
          .sorted()
          .toList();
    }
  }

  private String movie() throws IOException {
    return Files.readString(output().resolve(MOVIE));
  }

  private String expected(int... frames) throws IOException {
    StringBuilder text = new StringBuilder("movie 0\n");
    for (int frame : frames) {
      String name = "%04d.png".formatted(frame);
      text.append(name).append(' ').append(Sha256.of(output().resolve(name))).append('\n');
    }
    return text.toString();
  }

  private String refusal(JobOrder order) {
    List<String> lines = new ArrayList<>();
    assertThatThrownBy(() -> run(order))
        .isInstanceOfSatisfying(
            RenderException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
              lines.add(e.line() + " " + e.advice());
            });
    return lines.get(0);
  }

  @Test
  void aSceneThatMakesAMovieGetsItOfAllFrames() throws Exception {
    JobReport report = run(order(SCENE));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.movies()).containsExactly(output().toAbsolutePath().resolve(MOVIE));
    assertThat(files()).containsExactly("0001.png", "0002.png", "0003.png", "0004.png", MOVIE);
    assertThat(movie()).isEqualTo(expected(1, 2, 3, 4));
    assertThat(report.workers().get(0).done()).isEqualTo(4);
  }

  @Test
  void theSameCommandFindsItAndTouchesNothing() throws Exception {
    run(order(SCENE));
    JobReport again = run(order(SCENE));

    assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(again.kept()).isEqualTo(FrameSet.parse("1-4"));
    assertThat(backend.products().movies()).hasSize(1);
  }

  @Test
  void aLostMovieIsEncodedAgainFromThePicturesThatAreThere() throws Exception {
    run(order(SCENE));
    Files.delete(output().resolve(MOVIE));
    JobReport again = run(order(SCENE));

    assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(again.rendered()).isEqualTo(FrameSet.empty());
    assertThat(backend.started()).hasSize(4);
    assertThat(movie()).isEqualTo(expected(1, 2, 3, 4));
  }

  @Test
  void aPictureThatIsRenderedAgainMakesAnotherMovie() throws Exception {
    run(order(SCENE));
    Files.delete(output().resolve("0002.png"));
    JobReport again = run(order(SCENE));

    assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(again.rendered()).isEqualTo(FrameSet.of(2));
    assertThat(backend.products().movies()).hasSize(2);
  }

  @Test
  void aPictureThatSomebodyHasEditedAndKeepsIsInTheMovie() throws Exception {
    run(order(SCENE));
    FakePictures.paint(output().resolve("0003.png"), 9, null, FakeBackend.Fault.NONE);
    JobReport again = run(order(SCENE).withRules(RULES.with(Existing.KEEP)));

    assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backend.started()).hasSize(4);
    assertThat(movie()).isEqualTo(expected(1, 2, 3, 4));
  }

  @Test
  void aMovieThatSomebodyElseMadeIsNotWrittenOver() throws Exception {
    Files.createDirectories(output());
    Files.writeString(output().resolve(MOVIE), "mine");

    assertThat(refusal(order(SCENE))).contains(MOVIE, "--overwrite");
    assertThat(backend.started()).isEmpty();
    run(order(SCENE).withRules(RULES.with(Existing.KEEP)));
    assertThat(movie()).isEqualTo("mine");
    run(order(SCENE).withRules(RULES.with(Existing.OVERWRITE)));
    assertThat(movie()).isEqualTo(expected(1, 2, 3, 4));
  }

  @Test
  void framesAreDiscardedOnlyWhenTheMovieIsThere() throws Exception {
    MovieRules rules = MovieRules.DEFAULT.discardingFrames();
    AtomicInteger failures = new AtomicInteger(1000);
    backend
        .products()
        .movieFaults(
            () ->
                failures.getAndDecrement() > 0 ? FakeBackend.Fault.SCENE : FakeBackend.Fault.NONE);
    JobReport failed = run(order(SCENE).withMovie(rules));

    assertThat(failed.outcome()).isEqualTo(Outcome.INCOMPLETE);
    assertThat(failed.missing()).isEqualTo(FrameSet.empty());
    assertThat(failed.failures())
        .anySatisfy(failure -> assertThat(failure.cause()).contains("movie " + MOVIE));
    assertThat(files()).containsExactly("0001.png", "0002.png", "0003.png", "0004.png");
    failures.set(0);
    JobReport report = run(order(SCENE).withMovie(rules));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backend.started()).hasSize(4);
    assertThat(files()).containsExactly(MOVIE);
    JobReport again = run(order(SCENE).withMovie(rules));

    assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backend.started()).hasSize(4);
    assertThat(files()).containsExactly(MOVIE);
  }

  @Test
  void whatSomebodyHasEditedIsNotDiscarded() throws Exception {
    run(order(SCENE));
    Path edited = output().resolve("0003.png");
    FakePictures.paint(edited, 9, null, FakeBackend.Fault.NONE);
    run(
        order(SCENE)
            .withRules(RULES.with(Existing.KEEP))
            .withMovie(MovieRules.DEFAULT.discardingFrames()));

    assertThat(files()).containsExactly("0003.png", MOVIE);
  }

  @Test
  void anyAnimationMakesAMovieWhereItIsOrdered() throws Exception {
    Path movie = directory.resolve("movies/film.fmv");
    JobReport report = run(order("1-3").withMovie(MovieRules.DEFAULT.withFile(movie)));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(Files.readString(movie)).isEqualTo(expected(1, 2, 3));
    assertThat(report.movies()).containsExactly(movie);
  }

  @Test
  void whatCannotBeAMovieIsRefusedBeforeAnythingIsRendered() throws Exception {
    MovieRules film = MovieRules.DEFAULT.withFile(directory.resolve("film.fmv"));

    assertThat(refusal(order("1,2,9").withMovie(film))).contains("equally far apart");
    assertThat(
            refusal(
                order("1-3").withMovie(MovieRules.DEFAULT.withFile(directory.resolve("a.txt")))))
        .contains(".fmv, .other");
    assertThat(refusal(order("1-3").withMovie(MovieRules.DEFAULT.discardingFrames())))
        .contains("no movie");
    assertThat(refusal(JobOrder.still(scene("1-3"), output()).withRules(RULES).withMovie(film)))
        .contains("still");
    Files.createDirectories(directory.resolve("film.fmv"));
    assertThat(refusal(order("1-3").withMovie(film))).contains("is a directory");
    assertThat(
            refusal(
                order("1-3")
                    .withMovie(
                        MovieRules.DEFAULT.withFile(directory.resolve("scene.fake/film.fmv")))))
        .contains("is a file");
    assertThat(backend.started()).isEmpty();
  }

  @Test
  void oneThatCannotEncodeLeavesItToAnother() throws Exception {
    FakeBackend other = new FakeBackend();
    backend.products().movieFaults(() -> FakeBackend.Fault.REFUSED);
    Farm farm = farm(worker("one", backend), worker("other", other));
    JobReport report = run(farm, order(SCENE));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(other.products().movies()).hasSize(1);
    assertThat(movie()).isEqualTo(expected(1, 2, 3, 4));
  }

  @Test
  void aMovieThatIsEmptyIsNotBelieved() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    backend
        .products()
        .movieFaults(
            () -> tries.getAndIncrement() == 0 ? FakeBackend.Fault.EMPTY : FakeBackend.Fault.NONE);
    JobReport report = run(order(SCENE));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(movie()).isEqualTo(expected(1, 2, 3, 4));
  }

  @Test
  void aMovieMayHaveNoExtension() throws Exception {
    JobReport report = run(order("1-4\nmakes shot"));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(Files.readString(output().resolve("shot"))).isEqualTo(expected(1, 2, 3, 4));
  }

  /** There may be no room for all of them a second time. */
  @Test
  void theOwnMachineReadsThePicturesWhereTheyLie() throws Exception {
    JobReport report = run(farm(true, backend), order(SCENE));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backend.products().shown()).hasSize(4).allMatch(file -> file.startsWith(output()));
    assertThat(movie()).isEqualTo(expected(1, 2, 3, 4));
  }

  @Test
  void framesInTilesAreInItToo() throws Exception {
    JobReport report =
        run(order(SCENE).withSplitter("tiles", Map.of("tiles", "2x1")).withRules(RULES));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(movie()).isEqualTo(expected(1, 2, 3, 4));
  }

  @Test
  void ofUnevenFramesNoneIsMadeAndThatIsSaid() throws Exception {
    HeardNotices notices = new HeardNotices();
    Farm farm = farm(worker("worker", backend));
    JobReport report = end(farm.submit(order(SCENE).withFrames(FrameSet.parse("1-2,4")), notices));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.movies()).isEmpty();
    assertThat(notices.texts()).anySatisfy(text -> assertThat(text).contains("no movie is made"));
  }

  /** They are all that there is of the job, whatever movie lies there. */
  @Test
  void aMovieThatIsKeptIsNoReasonToDiscardPictures() throws Exception {
    run(order(SCENE));
    Files.writeString(output().resolve(MOVIE), "mine");
    JobReport report =
        run(
            order(SCENE)
                .withRules(RULES.with(Existing.KEEP))
                .withMovie(MovieRules.DEFAULT.discardingFrames()));

    assertThat(files()).containsExactly("0001.png", "0002.png", "0003.png", "0004.png", MOVIE);
    assertThat(movie()).isEqualTo("mine");
    assertThat(report.discarded()).isFalse();
  }

  /** Otherwise the movie would show what was painted over, and nobody would be told. */
  @Test
  void aMovieOfPicturesThatWereReplacedSinceIsMadeAgain() throws Exception {
    run(order(SCENE));
    FakePictures.paint(output().resolve("0003.png"), 9, null, FakeBackend.Fault.NONE);
    run(order(SCENE).withRules(RULES.with(Existing.KEEP)));
    AtomicInteger failures = new AtomicInteger(1000);
    backend
        .products()
        .movieFaults(
            () ->
                failures.getAndDecrement() > 0 ? FakeBackend.Fault.SCENE : FakeBackend.Fault.NONE);
    JobReport failed = run(order(SCENE).withRules(RULES.with(Existing.OVERWRITE)));
    assertThat(failed.outcome()).isEqualTo(Outcome.INCOMPLETE);
    failures.set(0);
    run(order(SCENE));

    assertThat(movie()).isEqualTo(expected(1, 2, 3, 4));
  }

  @Test
  void aPictureThatTheAuditReplacesIsNotInIt() throws Exception {
    FakeBackend own = new FakeBackend();
    FakeBackend wrong = new FakeBackend().faults(frame -> FakeBackend.Fault.WRONG_PIXELS);
    AtomicInteger before = new AtomicInteger();
    Supplier<FakeBackend.Fault> count =
        () -> {
          before.compareAndSet(0, own.started().size() + wrong.started().size());
          return FakeBackend.Fault.NONE;
        };
    own.hold().products().movieFaults(count);
    wrong.hold().products().movieFaults(count);
    Farm farm = farm(true, own, worker("wrong", wrong));
    RenderJob job = farm.submit(order(SCENE).withRules(RULES.withAudit(1)), JobListener.NONE);
    await().until(() -> !own.started().isEmpty() && !wrong.started().isEmpty());
    wrong.release();
    await().until(() -> wrong.started().size() == 3);
    own.release();
    JobReport report = end(job);

    assertThat(report.audit()).anySatisfy(line -> assertThat(line).contains("replaced"));
    assertThat(before).as("renders before the movie: each frame twice").hasValue(8);
    assertThat(movie()).isEqualTo(expected(1, 2, 3, 4));
  }
}
