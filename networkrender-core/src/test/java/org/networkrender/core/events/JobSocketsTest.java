package org.networkrender.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs attach to a job over a socket. */
class JobSocketsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path directory;

  private final JobEvents events = new JobEvents("a1b2", InstantSource.fixed(EventStories.START));
  private final List<Closeable> served = new ArrayList<>();
  private final CountDownLatch cancelled = new CountDownLatch(1);

  private JobSockets sockets() {
    return JobSockets.in(directory.resolve("jobs"));
  }

  private void serve() throws IOException {
    served.add(sockets().serve(events, cancelled::countDown));
  }

  @AfterEach
  void closeAll() throws IOException {
    for (Closeable server : served) {
      server.close();
    }
  }

  private Path socket() {
    return directory.resolve("jobs").resolve("a1b2.sock");
  }

  private void note(String text) {
    events.publish(stamp -> new JobEvent.Note(stamp, text));
  }

  private void end() {
    events.publish(EventStories.ofAJob().get(EventStories.ofAJob().size() - 1));
  }

  private static JobEvent event(Attachment<JobCommand> job) throws IOException {
    return EventJson.decodeJobEvent(job.read().orElseThrow()).orElseThrow();
  }

  private SocketChannel raw(String text) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    return channel;
  }

  private static List<String> rest(SocketChannel channel) throws IOException {
    ChannelLines lines = new ChannelLines(channel, 1 << 20);
    List<String> all = new ArrayList<>();
    for (Optional<String> line = lines.read(); line.isPresent(); line = lines.read()) {
      all.add(line.get());
    }
    return all;
  }

  @Test
  void whoAttachesGetsASnapshotTheEventsAndTheEnd() throws Exception {
    note("before");
    serve();
    try (Attachment<JobCommand> job = sockets().attach("a1b2")) {
      assertThat(sockets().running()).containsExactly("a1b2");
      assertThat(event(job)).isInstanceOf(JobEvent.Snapshot.class);
      note("after");
      assertThat(event(job)).isInstanceOf(JobEvent.Note.class);
      end();
      assertThat(event(job)).isInstanceOf(JobEvent.Ended.class);
      assertThat(job.read()).isEmpty();
      served.get(0).close();
      assertThat(sockets().running()).isEmpty();
      assertThat(socket()).doesNotExist();
    }
  }

  @Test
  void commandsReachTheJobAndAreAnswered() throws Exception {
    serve();
    try (Attachment<JobCommand> job = sockets().attach("a1b2")) {
      assertThat(event(job).sequence()).isZero();
      job.send(new JobCommand.Pause());
      assertThat(job.read().orElseThrow()).contains("commandRefused", "cannot be paused");
      job.send(new JobCommand.Cancel());
      assertThat(job.read().orElseThrow()).contains("commandAccepted");
      assertThat(cancelled.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nobodyElseMayEnter() throws Exception {
    Path jobs = Files.createDirectory(directory.resolve("jobs"));
    Files.setPosixFilePermissions(jobs, PosixFilePermissions.fromString("rwxrwxrwx"));
    serve();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(jobs)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
        .isEqualTo("rw-------");
  }

  @Test
  void aLinkInPlaceOfTheDirectoryIsNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(directory.resolve("jobs"), elsewhere);
    assertThatExceptionOfType(IOException.class).isThrownBy(this::serve);
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void socketsOfDeadProgramsAreSweptAndOthersStay() throws Exception {
    Path jobs = Files.createDirectory(directory.resolve("jobs"));
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(jobs.resolve("dead.sock")));
    }
    Files.createFile(jobs.resolve("notes.txt"));
    serve();
    assertThat(sockets().running()).containsExactly("a1b2");
    assertThat(jobs.resolve("dead.sock")).doesNotExist();
    assertThat(jobs.resolve("notes.txt")).exists();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::serve)
        .withMessageContaining("runs already");
    assertThat(sockets().running()).containsExactly("a1b2");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> sockets().attach("dead"))
        .withMessageContaining("no job with the id dead");
  }

  @Test
  void garbageGetsOneLineAndNothingElseSuffers() throws Exception {
    serve();
    try (Attachment<JobCommand> other = sockets().attach("a1b2")) {
      assertThat(event(other).sequence()).isZero();
      try (SocketChannel garbage = raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
        assertThat(rest(garbage)).filteredOn(line -> line.contains("commandRefused")).hasSize(1);
      }
      try (SocketChannel garbage = raw("\u00ff\u00fe\u0000\n")) {
        assertThat(rest(garbage)).anyMatch(line -> line.contains("not UTF-8"));
      }
      note("still here");
      assertThat(event(other)).isInstanceOf(JobEvent.Note.class);
    }
  }

  @Test
  void aLineWithoutEndIsRefused() throws Exception {
    serve();
    try (SocketChannel endless = raw("x".repeat(CommandJson.MOST_BYTES + 1))) {
      assertThat(rest(endless)).anyMatch(line -> line.contains("longer than 65536 bytes"));
    }
  }

  @Test
  void whoDoesNotReadHoldsNobody() throws Exception {
    serve();
    try (SocketChannel silent = raw("");
        Attachment<JobCommand> other = sockets().attach("a1b2")) {
      assertThat(event(other).sequence()).isZero();
      String text = "x".repeat(1000);
      for (int i = 1; i <= 20_000; i++) {
        note(text);
        // In turn, so that nothing is lost here.
        assertThat(event(other).sequence()).isEqualTo(i);
      }
      end();
      assertThat(event(other)).isInstanceOf(JobEvent.Ended.class);
      // And it gets the end, when it reads.
      List<String> late = rest(silent);
      assertThat(late).hasSizeLessThan(10_000);
      assertThat(EventJson.decodeJobEvent(late.get(late.size() - 1)).orElseThrow())
          .isInstanceOf(JobEvent.Ended.class);
    }
  }

  @Test
  void connectionsAreBoundedAndThoseThatAreGoneDoNotCount() throws Exception {
    List<Attachment<JobCommand>> attached = new ArrayList<>();
    serve();
    for (int i = 0; i < SocketServer.MOST_CONNECTIONS; i++) {
      attached.add(sockets().attach("a1b2"));
      assertThat(event(attached.get(i)).sequence()).isZero();
    }
    try (Attachment<JobCommand> tooMany = sockets().attach("a1b2")) {
      assertThat(tooMany.read().orElseThrow()).contains("16 connections already");
      assertThat(tooMany.read()).isEmpty();
    }
    attached.remove(0).close();
    Awaitility.await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              try (Attachment<JobCommand> next = sockets().attach("a1b2")) {
                assertThat(next.read().orElseThrow()).contains("\"snapshot\"");
              }
            });
    for (Attachment<JobCommand> job : attached) {
      job.close();
    }
  }

  @Test
  void whoSendsNoMoreStillGetsEvents() throws Exception {
    serve();
    try (SocketChannel half = raw("{\"command\":\"cancel\"}\n")) {
      half.shutdownOutput();
      assertThat(cancelled.await(60, TimeUnit.SECONDS)).isTrue();
      end();
      assertThat(rest(half))
          .anyMatch(line -> line.contains("commandAccepted"))
          .anyMatch(line -> line.contains("\"ended\""));
    }
  }

  @Test
  void theDirectoryIsTheSessionsOrTheCaches() throws Exception {
    Path cache = Path.of("/home/u/.cache/networkrender");
    String runtime = directory.toString();
    assertThat(SocketDirectory.of(Map.of("XDG_RUNTIME_DIR", runtime), cache, "jobs"))
        .isEqualTo(directory.resolve("networkrender").resolve("jobs"));
    for (String unusable : List.of("", "relative", directory.resolve("none").toString())) {
      assertThat(SocketDirectory.of(Map.of("XDG_RUNTIME_DIR", unusable), cache, "jobs"))
          .isEqualTo(cache.resolve("jobs"));
    }
    assertThat(SocketDirectory.of(Map.of(), cache, "jobs")).isEqualTo(cache.resolve("jobs"));
    assertThat(sockets().running()).isEmpty();
  }
}
