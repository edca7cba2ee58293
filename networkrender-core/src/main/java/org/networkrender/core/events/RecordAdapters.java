package org.networkrender.core.events;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records as objects. A list or an optional value that is missing is empty, and what was added
 * later is 0 or false; Gson takes every other field that is missing for null or 0, so it is refused
 * here. Unknown fields are passed over.
 */
final class RecordAdapters implements TypeAdapterFactory {
  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    return type.getRawType().isRecord()
        ? new Adapter<>(
            gson.getDelegateAdapter(this, type),
            gson.getAdapter(JsonElement.class),
            type.getRawType().getRecordComponents())
        : null;
  }

  private static final class Adapter<T> extends TypeAdapter<T> {
    private final TypeAdapter<T> fields;
    private final TypeAdapter<JsonElement> json;
    private final RecordComponent[] components;

    Adapter(TypeAdapter<T> fields, TypeAdapter<JsonElement> json, RecordComponent... components) {
      this.fields = fields;
      this.json = json;
      this.components = components;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      fields.write(out, value);
    }

    @Override
    public T read(JsonReader in) throws IOException {
      if (!(json.read(in) instanceof JsonObject object)) {
        throw new JsonParseException("an object was expected");
      }
      for (RecordComponent component : components) {
        JsonElement value = object.get(component.getName());
        if (value == null || value.isJsonNull()) {
          object.add(component.getName(), inPlaceOfNothing(component));
        }
      }
      return fields.fromJsonTree(object);
    }

    private static JsonElement inPlaceOfNothing(RecordComponent component) {
      if (component.getType() == List.class) {
        return new JsonArray();
      } else if (component.getType() == Optional.class) {
        return JsonNull.INSTANCE;
      } else if (component.isAnnotationPresent(AddedLater.class)) {
        return component.getType() == boolean.class
            ? new JsonPrimitive(false)
            : new JsonPrimitive(0);
      }
      throw new JsonParseException("the field '" + component.getName() + "' is missing");
    }
  }
}
