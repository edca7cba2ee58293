package org.networkrender.core.events;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.Optional;

/**
 * Events as JSON, one a line, as {@code docs/events.md} describes. What is written is one line of
 * plain characters: control characters, and those that turn the direction of text, are escaped.
 *
 * <p>The form is stable: fields and kinds are only added. A reader passes over fields that it does
 * not know, and skips events of kinds that it does not know. All methods may be called from any
 * thread.
 */
public final class EventJson {
  /** The version of the form, which each event tells. */
  public static final int VERSION = 1;

  private static final Gson GSON = EventAdapters.gson();
  private static final EventCodec<JobEvent> JOB = new EventCodec<>(GSON, JobEvent.class);
  private static final EventCodec<FarmEvent> FARM = new EventCodec<>(GSON, FarmEvent.class);
  private static final EventCodec<WorkerEvent> WORKER = new EventCodec<>(GSON, WorkerEvent.class);

  private EventJson() {}

  /** Returns an event of a job as JSON, without an end of line. */
  public static String encode(JobEvent event) {
    return JsonText.line(JOB.encode(event));
  }

  /** Returns an event of a farm as JSON, without an end of line. */
  public static String encode(FarmEvent event) {
    return JsonText.line(FARM.encode(event));
  }

  /** Returns an event of a worker as JSON, without an end of line. */
  public static String encode(WorkerEvent event) {
    return JsonText.line(WORKER.encode(event));
  }

  /**
   * Reads an event of a job.
   *
   * @return the event, or empty if it is of a kind that this version does not know
   * @throws IllegalArgumentException if it is no event; says why in plain words
   */
  public static Optional<JobEvent> decodeJobEvent(String line) {
    return decode(JOB, line);
  }

  /**
   * Reads an event of a farm.
   *
   * @return the event, or empty if it is of a kind that this version does not know
   * @throws IllegalArgumentException if it is no event; says why in plain words
   */
  public static Optional<FarmEvent> decodeFarmEvent(String line) {
    return decode(FARM, line);
  }

  /**
   * Reads an event of a worker.
   *
   * @return the event, or empty if it is of a kind that this version does not know
   * @throws IllegalArgumentException if it is no event; says why in plain words
   */
  public static Optional<WorkerEvent> decodeWorkerEvent(String line) {
    return decode(WORKER, line);
  }

  private static <E extends Event> Optional<E> decode(EventCodec<E> codec, String line) {
    try {
      return codec.decode(JsonText.object(line));
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("a line is no event: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // Gson wraps what a record's constructor throws, whatever it is.
      throw new IllegalArgumentException("an event with a field that is not valid came", e);
    }
  }
}
