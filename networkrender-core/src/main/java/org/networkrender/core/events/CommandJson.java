package org.networkrender.core.events;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import org.networkrender.api.PlainText;

/**
 * Commands as JSON, one a line, as {@code docs/events.md} describes: {@code {"command":"pause"}}.
 * Fields that are not known are passed over. All methods may be called from any thread.
 */
public final class CommandJson {
  /** So many bytes a line may have. */
  public static final int MOST_BYTES = 64 * 1024;

  static final String COMMAND = "command";

  private static final String KNOWN = "cancel, pause, resume, answer, priority";
  private static final int MOST_QUOTED = 40;

  private CommandJson() {}

  /**
   * Reads a command.
   *
   * @throws IllegalArgumentException if the line is none; says why in plain words
   */
  public static JobCommand parse(String line) {
    JsonObject json = object(line);
    String command = text(json, COMMAND);
    return switch (command) {
      case "cancel" -> new JobCommand.Cancel();
      case "pause" -> new JobCommand.Pause();
      case "resume" -> new JobCommand.Resume();
      case "answer" -> new JobCommand.Answer(text(json, "question"), text(json, "answer"));
      case "priority" -> new JobCommand.Priority(number(json, "priority"));
      default -> throw unknown(command, KNOWN);
    };
  }

  /**
   * Reads a line as the object that a command is.
   *
   * @throws IllegalArgumentException if it is none; says why in plain words
   */
  static JsonObject object(String line) {
    // A character is three bytes at most, or a pair is four.
    if (line.length() > MOST_BYTES || line.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException("a command is longer than " + MOST_BYTES + " bytes");
    }
    try {
      return JsonText.object(line);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(
          "a line is no command such as {\"command\":\"pause\"}: " + e.getMessage(), e);
    }
  }

  /** Returns the error that there is no such command. */
  static IllegalArgumentException unknown(String command, String known) {
    return new IllegalArgumentException(
        "the command '" + quoted(command) + "' is not known; there are " + known);
  }

  /** Returns a command as JSON, without an end of line. */
  public static String encode(JobCommand command) {
    JsonObject json = new JsonObject();
    if (command instanceof JobCommand.Cancel) {
      json.addProperty(COMMAND, "cancel");
    } else if (command instanceof JobCommand.Pause) {
      json.addProperty(COMMAND, "pause");
    } else if (command instanceof JobCommand.Resume) {
      json.addProperty(COMMAND, "resume");
    } else if (command instanceof JobCommand.Answer answer) {
      json.addProperty(COMMAND, "answer");
      json.addProperty("question", answer.question());
      json.addProperty("answer", answer.answer());
    } else if (command instanceof JobCommand.Priority priority) {
      json.addProperty(COMMAND, "priority");
      json.addProperty("priority", priority.priority());
    }
    return JsonText.line(json);
  }

  /**
   * Reads a command and gives it to a job.
   *
   * @return the answer as JSON, without an end of line: {@code commandAccepted}, or {@code
   *     commandRefused} with the reason
   */
  public static String run(String line, JobCommands job) {
    try {
      JobCommand command = parse(line);
      command.giveTo(job);
      return accepted(name(command));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  /** Returns, as JSON without an end of line, that a command was given on. */
  static String accepted(String command) {
    return reply("commandAccepted", COMMAND, command);
  }

  /** Returns, as JSON without an end of line, that no command was carried out, and why. */
  static String refused(String reason) {
    return reply("commandRefused", "text", PlainText.line(reason));
  }

  /** Returns, as JSON without an end of line, that no command will be read any more. */
  static String inputEnded() {
    return JsonText.line(message("inputEnded"));
  }

  private static JsonObject message(String kind) {
    JsonObject json = new JsonObject();
    json.addProperty("v", EventJson.VERSION);
    json.addProperty("event", kind);
    return json;
  }

  private static String reply(String kind, String field, String value) {
    JsonObject json = message(kind);
    json.addProperty(field, value);
    return JsonText.line(json);
  }

  private static String name(JobCommand command) {
    return JsonText.object(encode(command)).get(COMMAND).getAsString();
  }

  static String text(JsonObject json, String field) {
    if (json.get(field) instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw new IllegalArgumentException("a command needs the text '" + field + "'");
  }

  private static int number(JsonObject json, String field) {
    JsonElement value = json.get(field);
    try {
      if (value instanceof JsonPrimitive number && number.isNumber()) {
        // Not as a decimal number, whose exponent could ask for any amount of memory.
        return Integer.parseInt(number.getAsString());
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the number '" + field + "' of a command is no whole number", e);
    }
    throw new IllegalArgumentException("a command needs the number '" + field + "'");
  }

  private static String quoted(String text) {
    String line = PlainText.line(text);
    return line.length() <= MOST_QUOTED ? line : line.substring(0, MOST_QUOTED) + "...";
  }
}
