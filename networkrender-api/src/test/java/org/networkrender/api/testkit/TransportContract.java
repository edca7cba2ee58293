package org.networkrender.api.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Peer;
import org.networkrender.api.transport.Transport;

/** What every {@link Transport} has to pass. Uses the loopback interface only. */
public abstract class TransportContract extends TransportClosings {
  @Test
  void theNameAndTheOptionsKeepToTheRulesOfAllProviders() throws Exception {
    ProviderRules.check("transport", transport(), choice(0), choice(1));
  }

  @Test
  void oneThatIsConfiguredTwiceWorksSideBySide() throws Exception {
    Transport provider = transport();
    Transport one = configured(provider, 0);
    Transport other = configured(provider, 1);

    Pair pair = connect(other, listen(one, anyPort()));
    Pair back = connect(one, listen(other, anyPort()));

    pair.near().connection().send("there");
    back.near().connection().send("and back");
    await()
        .untilAsserted(() -> assertThat(pair.far().handler().messages()).containsExactly("there"));
    await()
        .untilAsserted(
            () -> assertThat(back.far().handler().messages()).containsExactly("and back"));
  }

  @Test
  void eachSideKnowsWhereTheOtherOneIs() throws Exception {
    Pair pair = connect();
    Peer near = pair.far().connection().peer();
    Peer far = pair.near().connection().peer();

    assertThat(List.of(near, far))
        .allSatisfy(
            peer -> {
              assertThat(peer.address()).isNotBlank().isNotEqualTo("unknown");
              assertThat(peer.address()).startsWith(peer.host());
              assertThat(peer.identity()).isEmpty();
            });
    assertThat(pair.far().connection().local()).isIn(Optional.empty(), Optional.of(far.address()));
    assertThat(pair.near().connection().local())
        .isIn(Optional.empty(), Optional.of(near.address()));
    pair.near().connection().close("done");
    awaitClosed(pair.far(), "done");
    assertThat(pair.far().connection().peer()).isEqualTo(near);
    assertThat(pair.near().connection().peer()).isEqualTo(far);
  }

  @Test
  void messagesArriveInOrderBothWays() throws Exception {
    Pair pair = connect();
    List<String> texts = IntStream.range(0, 2000).mapToObj(i -> "message ü " + i).toList();

    texts.forEach(
        text -> {
          pair.near().connection().send(text);
          pair.far().connection().send(text);
        });

    await().untilAsserted(() -> assertThat(pair.far().handler().messages()).isEqualTo(texts));
    await().untilAsserted(() -> assertThat(pair.near().handler().messages()).isEqualTo(texts));
    assertThat(pair.near().handler().faults()).isEmpty();
    assertThat(pair.far().handler().faults()).isEmpty();
  }

  @Test
  void longestMessagePassesAndLongerOneIsRefused() throws Exception {
    Pair pair = connect();
    String longest = "ü".repeat(Transport.MAX_MESSAGE_BYTES / 2);

    pair.near().connection().send(longest);

    await()
        .untilAsserted(() -> assertThat(pair.far().handler().messages()).containsExactly(longest));
    assertThatThrownBy(() -> pair.near().connection().send(longest + "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(pair.near().handler().closings()).isEmpty();
  }

  @Test
  void handlersAreNotCalledOnTheSendersStack() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CompletableFuture<Boolean> free = new CompletableFuture<>();
    Transport.Listener listener =
        configured()
            .listen(
                anyPort(),
                connection ->
                    new ForwardingHandler(
                        message -> {
                          try {
                            free.complete(sent.await(10, TimeUnit.SECONDS));
                          } catch (InterruptedException e) {
                            free.completeExceptionally(e);
                          }
                        }));
    opened.add(listener);
    Connection near = configured().connect(at(listener.port()), new RecordingHandler());
    opened.add(near);

    near.send("hello");
    sent.countDown();

    assertThat(free.get(20, TimeUnit.SECONDS)).isTrue();
  }

  /** A message may be too much for whoever reads it: memory, or the depth of a stack. */
  @Test
  void whatAHandlerThrowsEndsItsOwnConnectionAlone() throws Exception {
    Transport.Listener listener =
        configured()
            .listen(
                anyPort(),
                connection ->
                    new ForwardingHandler(
                        message -> {
                          if (message.equals("fatal")) {
                            throw new StackOverflowError("as a test wants it");
                          }
                          connection.send("heard " + message);
                        }));
    opened.add(listener);
    RecordingHandler first = new RecordingHandler();
    RecordingHandler second = new RecordingHandler();
    Connection unlucky = configured().connect(at(listener.port()), first);
    Connection other = configured().connect(at(listener.port()), second);
    opened.add(unlucky);
    opened.add(other);

    unlucky.send("fatal");

    await().untilAsserted(() -> assertThat(first.closings()).hasSize(1));
    other.send("hello");
    await().untilAsserted(() -> assertThat(second.messages()).containsExactly("heard hello"));
  }

  /** Whoever is told where a file lies need not fetch it; anybody may, and gets the same. */
  @Test
  void aFileIsSeenWhereItLiesInOneProcessAndOverNoNetwork(@TempDir Path directory)
      throws Exception {
    Pair pair = connect();
    for (Pair way : List.of(pair, new Pair(/* near= */ pair.far(), /* far= */ pair.near()))) {
      byte[] content = ("scene of " + way.near().connection().peer()).getBytes(UTF_8);
      Path file = Files.write(directory.resolve("given-" + opened.size()), content);
      Sha256 blob = way.far().handler().giveAway(file, content);
      Connection connection = way.near().connection();

      Optional<Path> seen = connection.file(blob);

      assertThat(seen).isEqualTo(isInOneProcess() ? Optional.of(file) : Optional.empty());
      assertThat(way.far().handler().askedForFiles()).isEqualTo(isInOneProcess() ? 1 : 0);
      ByteArrayOutputStream fetched = new ByteArrayOutputStream();
      connection
          .fetch(blob, 0, content.length, Channels.newChannel(fetched))
          .get(10, TimeUnit.SECONDS);
      assertThat(fetched.toByteArray()).isEqualTo(content);
      Files.delete(file);
    }
  }

  @Test
  void whatIsNotGivenAwayIsSeenNowhere() throws Exception {
    Pair pair = connect();
    Sha256 offered = pair.far().handler().offer("only its bytes", 10);

    assertThat(pair.near().connection().file(offered)).isEmpty();
    assertThat(pair.near().connection().file(MISSING)).isEmpty();
  }

  /** A job that has ended removes what it gave away. */
  @Test
  void aFileIsSeenNoMoreWhenTheConnectionHasEnded(@TempDir Path directory) throws Exception {
    Pair pair = connect();
    Path file = Files.write(directory.resolve("given"), new byte[] {7});
    Sha256 blob = pair.far().handler().giveAway(file, new byte[] {7});

    pair.far().connection().close("done");

    awaitClosed(pair.near(), "done");
    assertThat(pair.near().connection().file(blob)).isEmpty();
  }

  @Test
  void oneListenerServesSeveralConnectionsApart() throws Exception {
    Transport.Listener listener = listen(anyPort());
    List<Pair> pairs = List.of(connect(listener), connect(listener), connect(listener));

    for (int i = 0; i < pairs.size(); i++) {
      pairs.get(i).near().connection().send("to " + i);
    }
    pairs.get(0).near().connection().close("only this one");

    awaitClosed(pairs.get(0).far(), "only this one");
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      String text = "to " + i;
      await()
          .untilAsserted(() -> assertThat(pair.far().handler().messages()).containsExactly(text));
    }
    assertThat(pairs.get(1).far().handler().closings()).isEmpty();
    assertThat(pairs.get(2).near().handler().closings()).isEmpty();
  }

  @Test
  void nobodyThereIsAnErrorOfTheWorker() throws Exception {
    Transport.Listener listener = listen(anyPort());
    listener.close();

    RenderException error = errorOfConnecting(listener.port());

    assertThat(error.kind()).isEqualTo(ErrorKind.WORKER);
    assertThat(error.line()).contains("Nobody answers at 127.0.0.1:" + listener.port());
  }

  @Test
  void refusalIsReadWhereItMatters() throws Exception {
    Transport.Listener listener =
        listen(
            new ListenRequest(
                0, 1, interfaces(), address -> Optional.of("you are not on the list")));

    RenderException error = errorOfConnecting(listener.port());

    assertThat(error.kind()).isEqualTo(ErrorKind.WORKER);
    assertThat(error.line()).contains("refuses").contains("you are not on the list");
    assertThat(arrived).isEmpty();
  }

  @Test
  void takenPortLeadsToTheNext() throws Exception {
    int first = listen(anyPort()).port();
    ListenRequest same = new ListenRequest(first, 1, interfaces(), address -> Optional.empty());
    ListenRequest range = new ListenRequest(first, 50, interfaces(), address -> Optional.empty());

    RenderException error =
        catchThrowableOfType(
            RenderException.class,
            () ->
                configured()
                    .listen(
                        same,
                        ignored -> {
                          throw new AssertionError("nobody connects");
                        }));
    Transport.Listener next = listen(range);

    assertThat(error.kind()).isEqualTo(ErrorKind.RESOURCE);
    assertThat(next.port()).isGreaterThan(first).isLessThan(first + 50);
    Pair pair = connect(next);
    pair.near().connection().send("in");
    await().untilAsserted(() -> assertThat(pair.far().handler().messages()).containsExactly("in"));
  }
}
