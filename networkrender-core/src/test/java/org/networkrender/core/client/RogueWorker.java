package org.networkrender.core.client;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.ListenRequest;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;

/** A worker that greets as an honest one does, and then answers tasks as a test wants it. */
final class RogueWorker implements AutoCloseable {
  private final String id;
  private final Path picture;
  private final Sha256 content;
  private final BiConsumer<Link, Message.Assign> answer;
  private final Transport.Listener door;
  private final List<Message.Assign> orders = new CopyOnWriteArrayList<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean gives = true;
  private volatile @Nullable Endpoint model;
  private final AtomicInteger greetings = new AtomicInteger();
  private final AtomicInteger openings = new AtomicInteger();
  private volatile boolean greets = true;
  private volatile List<String> alsoAt = List.of();
  private volatile BiConsumer<Link, Message.Inspect> look = (link, order) -> {};

  RogueWorker(String id, Path directory, BiConsumer<Link, Message.Assign> answer) throws Exception {
    this.id = id;
    this.answer = answer;
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(
        new BufferedImage(FakePictures.WIDTH, FakePictures.HEIGHT, BufferedImage.TYPE_INT_RGB),
        "png",
        png);
    this.picture = Files.write(directory.resolve("rogue.png"), png.toByteArray());
    this.content = Sha256.of(png.toByteArray());
    this.door =
        Providers.load()
            .transport("websocket")
            .listen(
                new ListenRequest(0, 1, List.of(FarmFixture.loopback()), from -> Optional.empty()),
                Link::new);
  }

  /** It promises pictures from now on, and sends none. */
  RogueWorker givesNothing() {
    gives = false;
    return this;
  }

  /** It greets another worker with what a client greets it with, and only then lets that in. */
  RogueWorker relaysTo(Endpoint other) {
    model = other;
    return this;
  }

  /** It lets clients in and never answers their greeting. */
  RogueWorker greetsNobody() {
    greets = false;
    return this;
  }

  /** Returns how often a client greeted it. */
  int greetings() {
    return greetings.get();
  }

  /** Returns how often it was offered a job. */
  int openings() {
    return openings.get();
  }

  /** What it does when it is asked what is in a scene; nothing else. */
  RogueWorker looks(BiConsumer<Link, Message.Inspect> answer) {
    look = answer;
    return this;
  }

  /** It says to be the worker at another place, too. */
  RogueWorker saysToBe(Endpoint other) {
    alsoAt = List.of(other.toString());
    return this;
  }

  Endpoint place() {
    return new Endpoint("127.0.0.1", door.port());
  }

  /** Returns the tasks that it was given. */
  List<Message.Assign> orders() {
    return orders;
  }

  /** Returns how often a picture was fetched from it. */
  int fetches() {
    return fetches.get();
  }

  @Override
  public void close() {
    closed.countDown();
    door.close();
  }

  /** One client's connection. */
  final class Link implements ConnectionHandler {
    private final Connection connection;

    Link(Connection connection) {
      this.connection = connection;
    }

    void send(Message message) {
      connection.send(MessageCodec.encode(message));
    }

    private void welcome() {
      List<Capabilities> backends =
          List.of(new Capabilities("fake", "1", List.of(), List.of("CPU"), Map.of()));
      send(new Message.Welcome(Message.PROTOCOL, id, "rogue", 1, backends, alsoAt));
    }

    /** Says that a frame is rendered, as a black picture of the right name and size. */
    void sendRendered(Message.Assign order) throws IOException {
      sendRendered(order, "%04d.png".formatted(order.frames().get(0)), Files.size(picture));
    }

    /** Says that a task is done, and what its file is called and how large it is. */
    void sendRendered(Message.Assign order, String name, long bytes) {
      send(
          new Message.Rendered(
              order.attempt(), 1, List.of(new Message.ResultFile(name, content, bytes))));
    }

    @Override
    public void message(String text) {
      Message message = MessageCodec.decode(text);
      if (message instanceof Message.Hello) {
        greetings.incrementAndGet();
        Endpoint relay = model;
        if (relay == null) {
          if (greets) {
            welcome();
          }
        } else {
          new Relay(this, relay).send(text);
        }
      } else if (message instanceof Message.OpenJob order) {
        openings.incrementAndGet();
        send(new Message.JobReady(order.job()));
      } else if (message instanceof Message.Inspect order) {
        look.accept(this, order);
      } else if (message instanceof Message.Assign order) {
        orders.add(order);
        send(new Message.Started(order.attempt()));
        answer.accept(this, order);
      } else if (message instanceof Message.Beat) {
        send(new Message.Beat());
      }
    }

    @Override
    public SeekableByteChannel blob(Sha256 blob) throws IOException {
      fetches.incrementAndGet();
      SeekableByteChannel channel = Files.newByteChannel(picture);
      return gives ? channel : new SilentChannel(channel);
    }

    @Override
    public void closed(String reason) {
      // The client comes again.
    }
  }

  /** The rogue as a client of the worker whose number it has. */
  private static final class Relay implements ConnectionHandler {
    private final Link client;
    private final Connection honest;

    Relay(Link client, Endpoint place) {
      this.client = client;
      try {
        this.honest = Providers.load().transport("websocket").connect(place, this);
      } catch (RenderException e) {
        throw new AssertionError(e);
      }
    }

    void send(String text) {
      honest.send(text);
    }

    @Override
    public void message(String text) {
      Message message = MessageCodec.decode(text);
      if (message instanceof Message.Welcome) {
        client.welcome();
      } else if (message instanceof Message.Beat) {
        send(text);
      }
    }

    @Override
    public SeekableByteChannel blob(Sha256 blob) throws IOException {
      throw new IOException("it has none");
    }

    @Override
    public void closed(String reason) {
      // It has done its work.
    }
  }

  /** Nothing is ever read from it. */
  private final class SilentChannel implements SeekableByteChannel {
    private final SeekableByteChannel channel;

    SilentChannel(SeekableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("the test has ended");
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return channel.write(source);
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public SeekableByteChannel position(long place) throws IOException {
      channel.position(place);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      throw new IOException("read only");
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
