package org.networkrender.core.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.wire.JobManifest;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;

/** A client that does only what a test tells it. */
final class RawClient implements ConnectionHandler, AutoCloseable {
  private final Path directory;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final Connection connection;
  private final Set<Sha256> asked = ConcurrentHashMap.newKeySet();
  private volatile boolean gives = true;

  RawClient(Worker worker, Path directory) throws Exception {
    this.directory = directory;
    this.connection =
        Providers.load().transport("inprocess").connect(new Endpoint("local", worker.port()), this);
    send(new Message.Hello(Message.PROTOCOL, "raw", "raw"));
    await(Message.Welcome.class);
  }

  void send(Message message) {
    connection.send(MessageCodec.encode(message));
  }

  /** From now on it promises files and does not send them. */
  void givesNothing() {
    gives = false;
  }

  /** Opens a job whose scene is a shell script, and hands out a frame. */
  void order(int number, String script) throws IOException {
    order(number, script, Map.of());
  }

  /** The same with options. */
  void order(int number, String script, Map<String, String> options) throws IOException {
    byte[] scene = script.getBytes(UTF_8);
    byte[] manifest =
        MessageCodec.encode(
                new JobManifest(
                    "scene.sh",
                    List.of(
                        new JobManifest.Entry(
                            "scene.sh", "/scene.sh", Sha256.of(scene), scene.length)),
                    List.of(new PictureName("####.txt")),
                    null,
                    Map.of(),
                    options,
                    0))
            .getBytes(UTF_8);
    for (byte[] content : List.of(scene, manifest)) {
      Files.write(directory.resolve(Sha256.of(content).hex()), content);
    }
    send(new Message.OpenJob(number, "shell", Sha256.of(manifest), manifest.length));
    send(Message.Assign.render(number, number, FrameSet.of(1), null, null));
  }

  <T extends Message> T await(Class<T> type) {
    return await(type, message -> true);
  }

  <T extends Message> T await(Class<T> type, Predicate<T> wanted) {
    return Awaitility.await(type.getSimpleName())
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                messages.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(wanted)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Waits until the worker wants a content. */
  void awaitAsked(Sha256 content) {
    Awaitility.await("a question for a file")
        .atMost(Duration.ofSeconds(60))
        .until(() -> asked.contains(content));
  }

  /** Returns what has come of a kind. */
  <T extends Message> List<T> received(Class<T> type) {
    return messages.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Waits until the worker has looked at its clients. */
  void awaitBeats() {
    long before = beats();
    Awaitility.await("beats").atMost(Duration.ofSeconds(60)).until(() -> beats() >= before + 2);
  }

  private long beats() {
    return messages.stream().filter(Message.Beat.class::isInstance).count();
  }

  @Override
  public void message(String message) {
    messages.add(MessageCodec.decode(message));
  }

  @Override
  public SeekableByteChannel blob(Sha256 blob) throws IOException {
    asked.add(blob);
    try {
      if (!gives) {
        released.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Files.newByteChannel(directory.resolve(blob.hex()));
  }

  @Override
  public void closed(String reason) {
    released.countDown();
  }

  @Override
  public void close() {
    connection.close("the test has ended");
    released.countDown();
  }
}
