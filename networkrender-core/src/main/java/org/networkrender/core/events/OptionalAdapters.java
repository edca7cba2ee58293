package org.networkrender.core.events;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is empty is left out. */
final class OptionalAdapters implements TypeAdapterFactory {
  // T is an Optional of what the adapter is for.
  @SuppressWarnings("unchecked")
  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    return type.getRawType() == Optional.class && type.getType() instanceof ParameterizedType of
        ? (TypeAdapter<T>)
            new Adapter<>(gson.getAdapter(TypeToken.get(of.getActualTypeArguments()[0])))
        : null;
  }

  private static final class Adapter<V> extends TypeAdapter<Optional<V>> {
    private final TypeAdapter<V> value;

    Adapter(TypeAdapter<V> value) {
      this.value = value;
    }

    @Override
    public void write(JsonWriter out, Optional<V> optional) throws IOException {
      if (optional.isPresent()) {
        value.write(out, optional.get());
      } else {
        out.nullValue();
      }
    }

    @Override
    public Optional<V> read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return Optional.empty();
      }
      return Optional.of(value.read(in));
    }
  }
}
