package org.networkrender.core.events;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * Commands to a worker as JSON, one a line, as {@code docs/events.md} describes: {@code
 * {"command":"stop"}}. Fields that are not known are passed over. All methods may be called from
 * any thread.
 */
public final class WorkerCommandJson {
  private static final String KNOWN = "stop, pause, resume";

  private WorkerCommandJson() {}

  /**
   * Reads a command.
   *
   * @throws IllegalArgumentException if the line is none; says why in plain words
   */
  public static WorkerCommand parse(String line) {
    JsonObject json = CommandJson.object(line);
    String command = CommandJson.text(json, CommandJson.COMMAND);
    return switch (command) {
      case "stop" -> new WorkerCommand.Stop(truth(json, "now"));
      case "pause" -> new WorkerCommand.Pause();
      case "resume" -> new WorkerCommand.Resume();
      default -> throw CommandJson.unknown(command, KNOWN);
    };
  }

  private static boolean truth(JsonObject json, String field) {
    if (!json.has(field)) {
      return false;
    }
    if (json.get(field) instanceof JsonPrimitive value && value.isBoolean()) {
      return value.getAsBoolean();
    }
    throw new IllegalArgumentException("'" + field + "' of a command is neither true nor false");
  }

  /** Returns a command as JSON, without an end of line. */
  public static String encode(WorkerCommand command) {
    JsonObject json = new JsonObject();
    json.addProperty(CommandJson.COMMAND, name(command));
    if (command instanceof WorkerCommand.Stop stop && stop.now()) {
      json.addProperty("now", true);
    }
    return JsonText.line(json);
  }

  private static String name(WorkerCommand command) {
    if (command instanceof WorkerCommand.Stop) {
      return "stop";
    }
    return command instanceof WorkerCommand.Pause ? "pause" : "resume";
  }

  /**
   * Reads a command and gives it to a worker.
   *
   * @return the answer as JSON, without an end of line: {@code commandAccepted}, or {@code
   *     commandRefused} with the reason
   */
  public static String run(String line, WorkerCommands worker) {
    try {
      WorkerCommand command = parse(line);
      command.giveTo(worker);
      return CommandJson.accepted(name(command));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      return CommandJson.refused(String.valueOf(e.getMessage()));
    }
  }
}
