package org.networkrender.core.events;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.networkrender.api.FrameSet;

/** How the values in events are written as JSON. */
final class EventAdapters {
  private static final int MOST_DIGITS = 40;

  private EventAdapters() {}

  static Gson gson() {
    return new GsonBuilder()
        .setStrictness(Strictness.STRICT)
        .disableHtmlEscaping()
        .registerTypeAdapter(Instant.class, new InstantAdapter())
        .registerTypeAdapter(Duration.class, new DurationAdapter())
        .registerTypeAdapter(FrameSet.class, new FrameSetAdapter())
        .registerTypeAdapter(double.class, new FiniteAdapter())
        .registerTypeAdapter(Double.class, new FiniteAdapter())
        .registerTypeAdapterFactory(new OptionalAdapters())
        .registerTypeAdapterFactory(new WordAdapters())
        .registerTypeAdapterFactory(new TableAdapters())
        .registerTypeAdapterFactory(new RecordAdapters())
        .create();
  }

  /** Reads text; null and everything else is refused. */
  static String text(JsonReader in) throws IOException {
    if (in.peek() != JsonToken.STRING) {
      throw new JsonParseException("a text was expected, and " + in.peek() + " came");
    }
    return in.nextString();
  }

  static <T> T from(Gson gson, JsonElement json, Class<T> type) {
    T value = gson.fromJson(json, type);
    if (value == null) {
      throw new JsonParseException("a value is missing");
    }
    return value;
  }

  /** ISO 8601 in UTC. */
  private static final class InstantAdapter extends TypeAdapter<Instant> {
    @Override
    public void write(JsonWriter out, Instant value) throws IOException {
      out.value(value.toString());
    }

    @Override
    public Instant read(JsonReader in) throws IOException {
      try {
        return Instant.parse(text(in));
      } catch (DateTimeException e) {
        throw new JsonParseException("a time is not as 2026-01-31T12:00:00Z", e);
      }
    }
  }

  /** Seconds, exact to the nanosecond. */
  private static final class DurationAdapter extends TypeAdapter<Duration> {
    @Override
    public void write(JsonWriter out, Duration value) throws IOException {
      BigDecimal seconds =
          BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9));
      BigDecimal shortest = seconds.stripTrailingZeros();
      out.value(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
    }

    @Override
    public Duration read(JsonReader in) throws IOException {
      String text = in.nextString();
      try {
        double size = Math.abs(Double.parseDouble(text));
        if (text.length() > MOST_DIGITS || !(size < 1e12) || (size > 0 && size < 1e-9)) {
          throw new JsonParseException("'" + text + "' is no number of seconds");
        }
        BigDecimal seconds = new BigDecimal(text);
        long whole = seconds.longValue();
        return Duration.ofSeconds(
            whole, seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
      } catch (NumberFormatException e) {
        throw new JsonParseException("a number of seconds is no number", e);
      }
    }
  }

  /** {@code 1-10,20,30-40x2}, and the empty text for no frame. */
  private static final class FrameSetAdapter extends TypeAdapter<FrameSet> {
    @Override
    public void write(JsonWriter out, FrameSet value) throws IOException {
      out.value(value.toString());
    }

    @Override
    public FrameSet read(JsonReader in) throws IOException {
      String text = text(in);
      try {
        return text.isEmpty() ? FrameSet.empty() : FrameSet.parse(text);
      } catch (IllegalArgumentException e) {
        throw new JsonParseException(e.getMessage(), e);
      }
    }
  }

  /** What is no number is none in JSON either; a provider may tell it. */
  private static final class FiniteAdapter extends TypeAdapter<Double> {
    @Override
    public void write(JsonWriter out, Double value) throws IOException {
      out.value(Double.isFinite(value) ? value : 0);
    }

    @Override
    public Double read(JsonReader in) throws IOException {
      return in.nextDouble();
    }
  }
}
