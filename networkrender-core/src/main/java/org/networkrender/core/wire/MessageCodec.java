package org.networkrender.core.wire;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;

/** Messages and manifests as JSON (RFC 8259, read strictly). */
public final class MessageCodec {
  private static final String TYPE = "type";

  private static final ImmutableMap<String, Class<?>> TYPES =
      Arrays.stream(Message.class.getPermittedSubclasses())
          .collect(ImmutableMap.toImmutableMap(MessageCodec::name, type -> type));

  private static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .registerTypeAdapter(Sha256.class, text(Sha256::hex, Sha256::new))
          .registerTypeAdapter(FrameSet.class, text(FrameSet::toString, FrameSet::parse))
          .registerTypeAdapter(boolean.class, new TruthAdapter())
          .registerTypeAdapter(PictureName.class, text(PictureName::pattern, PictureName::new))
          .create();

  private MessageCodec() {}

  /** Returns a message as JSON. */
  public static String encode(Message message) {
    JsonObject json = GSON.toJsonTree(message).getAsJsonObject();
    json.addProperty(TYPE, name(message.getClass()));
    return GSON.toJson(json);
  }

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException if it is not one, or a field is not valid; says why in words
   */
  public static Message decode(String json) {
    JsonObject object = read(json, JsonObject.class);
    JsonElement type = object.get(TYPE);
    Class<?> known = type != null && type.isJsonPrimitive() ? TYPES.get(type.getAsString()) : null;
    if (known == null) {
      throw new IllegalArgumentException("a message of an unknown type came in");
    }
    requireNumbers(object, known);
    return (Message) read(object.toString(), known);
  }

  /** Gson takes a number that is not there for 0; every other field is checked by its message. */
  private static void requireNumbers(JsonObject object, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType().isPrimitive() && !object.has(component.getName())) {
        throw new IllegalArgumentException("a message without " + component.getName() + " came in");
      }
    }
  }

  /** Returns a manifest as JSON. */
  public static String encode(JobManifest manifest) {
    return GSON.toJson(manifest);
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException if it is not one, or a field is not valid; says why in words
   */
  public static JobManifest decodeManifest(String json) {
    return read(json, JobManifest.class);
  }

  /** Returns a list of contents as JSON. */
  public static String encodeBlobs(List<Blob> blobs) {
    return GSON.toJson(new Blobs(blobs));
  }

  /**
   * Reads a list of contents.
   *
   * @throws IllegalArgumentException if it is none, or a field is not valid; says why in words
   */
  public static List<Blob> decodeBlobs(String json) {
    return read(json, Blobs.class).blobs();
  }

  private record Blobs(List<Blob> blobs) {
    private Blobs {
      blobs = List.copyOf(blobs);
      blobs.forEach(blob -> Objects.requireNonNull(blob.content()));
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      T value = GSON.fromJson(json, type);
      if (value == null) {
        throw new IllegalArgumentException("an empty message came in");
      }
      return value;
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("a message that is not valid JSON came in", e);
    } catch (RuntimeException e) {
      // Gson wraps what a record's constructor throws, whatever it is.
      throw new IllegalArgumentException("a message with a field that is not valid came in", e);
    }
  }

  private static String name(Class<?> type) {
    return CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_CAMEL, type.getSimpleName());
  }

  /** Gson takes any text for a truth. */
  private static final class TruthAdapter extends TypeAdapter<Boolean> {
    @Override
    public void write(JsonWriter out, Boolean value) throws IOException {
      out.value(value);
    }

    @Override
    public Boolean read(JsonReader in) throws IOException {
      if (in.peek() != JsonToken.BOOLEAN) {
        throw new JsonParseException("neither true nor false");
      }
      return in.nextBoolean();
    }
  }

  private static <T> TypeAdapter<T> text(Function<T, String> write, Function<String, T> read) {
    return new TypeAdapter<T>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        out.value(write.apply(value));
      }

      @Override
      public T read(JsonReader in) throws IOException {
        return read.apply(in.nextString());
      }
    }.nullSafe();
  }
}
