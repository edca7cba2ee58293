package org.networkrender.core.events;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events of one kind as JSON: the fields of the stamp and of the event in one object. */
final class EventCodec<E extends Event> {
  private static final String VERSION = "v";
  private static final String KIND = "event";
  private static final String STAMP = "stamp";

  private final Gson gson;
  private final ImmutableMap<String, Class<? extends E>> kinds;

  /**
   * Creates the codec of a sealed interface.
   *
   * @param type the interface; each of its records has a stamp
   */
  EventCodec(Gson gson, Class<E> type) {
    this.gson = gson;
    this.kinds =
        Arrays.stream(type.getPermittedSubclasses())
            .collect(ImmutableMap.toImmutableMap(EventCodec::name, each -> each.asSubclass(type)));
  }

  private static String name(Class<?> kind) {
    return CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_CAMEL, kind.getSimpleName());
  }

  JsonObject encode(E event) {
    JsonObject fields = gson.toJsonTree(event).getAsJsonObject();
    JsonObject all = new JsonObject();
    all.addProperty(VERSION, EventJson.VERSION);
    all.addProperty(KIND, name(event.getClass()));
    addAll(fields.getAsJsonObject(STAMP), all);
    fields.remove(STAMP);
    addAll(fields, all);
    return all;
  }

  private static void addAll(JsonObject fields, JsonObject to) {
    for (Map.Entry<String, JsonElement> field : fields.entrySet()) {
      to.add(field.getKey(), field.getValue());
    }
  }

  /** Returns the event, or empty if it is of a kind that is not known. */
  Optional<E> decode(JsonObject json) {
    if (!(json.get(KIND) instanceof JsonPrimitive kind && kind.isString())) {
      throw new JsonParseException("the field '" + KIND + "' is missing");
    }
    @Nullable Class<? extends E> known = kinds.get(kind.getAsString());
    if (known == null) {
      return Optional.empty();
    }
    // The stamp's fields are among the others, and each takes what it knows.
    JsonObject fields = json.deepCopy();
    fields.add(STAMP, json);
    return Optional.of(EventAdapters.from(gson, fields, known));
  }
}
