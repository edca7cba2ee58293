package org.networkrender.cli.hosts;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.ConnectionHandler;

/** What one client meets that connects to a rogue: it takes every task, and does none. */
final class RogueWorker implements ConnectionHandler {
  /** The version that an honest worker speaks; the chaos run starts with looking at one. */
  static final int PROTOCOL = 10;

  /** What it prints for each task that it is given; the number of the lie follows. */
  static final String LIE = "lie ";

  private static final Pattern ID = Pattern.compile("\"worker\":\"([^\"]*)\"");
  private static final Pattern JOB = Pattern.compile("\"job\":(\\d+)");
  private static final Pattern ATTEMPT = Pattern.compile("\"attempt\":(\\d+)");
  private static final Pattern FRAME = Pattern.compile("\"frames\":\"(\\d+)");

  private final Connection connection;
  private final String welcome;
  private final Random random;
  private final ScheduledExecutorService later;

  RogueWorker(
      Connection connection,
      String welcome,
      String id,
      Random random,
      ScheduledExecutorService later) {
    this.connection = connection;
    this.welcome =
        ID.matcher(welcome)
            .replaceFirst("\"worker\":\"" + id + "\"")
            .replaceFirst("\"name\":\"[^\"]*\"", "\"name\":\"" + RoguePeer.NAME + "\"");
    this.random = random;
    this.later = later;
  }

  static String idIn(String welcome) {
    Matcher id = ID.matcher(welcome);
    if (!id.find()) {
      throw new IllegalArgumentException(welcome);
    }
    return id.group(1);
  }

  @Override
  public void message(String text) {
    if (text.contains("\"type\":\"hello\"")) {
      connection.send(welcome);
      var unused =
          later.scheduleWithFixedDelay(() -> send("{'type':'beat'}"), 1, 1, TimeUnit.SECONDS);
    } else if (text.contains("\"type\":\"openJob\"")) {
      send("{'type':'jobReady','job':" + number(JOB, text) + "}");
      send("{'type':'offer','slots':" + (1 + random.nextInt(3)) + ",'reason':''}");
    } else if (text.contains("\"type\":\"assign\"")) {
      answer(number(ATTEMPT, text), number(FRAME, text));
    }
  }

  /** The kinds of lies; a task is hit by one of them. */
  private void answer(long attempt, long frame) {
    int lie = random.nextInt(9);
    System.out.println(LIE + lie);
    switch (lie) {
      case 0 -> {} // It never begins.
      case 1 -> start(attempt);
      case 2 -> {
        start(attempt);
        progress(attempt, 0.99);
      }
      case 3 -> failed(attempt, "WORKER");
      case 4 -> failed(attempt, "SCENE");
      case 5 -> {
        start(attempt);
        rendered(attempt, frame);
        rendered(attempt, frame);
      }
      case 6 -> {
        rendered(attempt, frame);
        failed(attempt, "WORKER");
        send("{'type':'returned','attempt':" + attempt + "}");
      }
      case 7 -> {
        start(attempt);
        progress(attempt, 2);
      }
      default -> connection.close("no");
    }
  }

  private void start(long attempt) {
    send("{'type':'started','attempt':" + attempt + "}");
  }

  private void progress(long attempt, double fraction) {
    send("{'type':'progressed','attempt':" + attempt + ",'fraction':" + fraction + ",'note':''}");
  }

  private void failed(long attempt, String kind) {
    String text = ",'message':'no','advice':''}";
    send(
        "{'type':'failed','attempt':"
            + attempt
            + ",'kind':'"
            + kind
            + "','stage':'RENDERING'"
            + text);
  }

  /** Whoever fetches it gets bytes that are no picture, or none at all. */
  private void rendered(long attempt, long frame) {
    String name = "%04d.png".formatted(frame);
    Sha256 content = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    String file = "{'name':'" + name + "','content':'" + content.hex() + "','bytes':8}";
    send("{'type':'rendered','attempt':" + attempt + ",'seconds':1,'files':[" + file + "]}");
  }

  private void send(String text) {
    connection.send(text.replace('\'', '"'));
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  @Override
  public SeekableByteChannel blob(Sha256 blob) throws IOException {
    if (random.nextBoolean()) {
      return RogueClient.silence();
    }
    Path garbage = Files.createTempFile("rogue", "");
    Files.writeString(garbage, "garbage!");
    return Files.newByteChannel(garbage);
  }

  @Override
  public void closed(String reason) {
    // Whoever it was comes again.
  }
}
