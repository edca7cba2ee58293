package org.networkrender.core.events;

import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Constants as words in small letters; a word that nobody knows is read as {@code OTHER}. */
final class WordAdapters implements TypeAdapterFactory {
  private static final String OTHER = "other";

  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    if (!raw.isEnum()) {
      return null;
    }
    // The constants of an enum are of its type.
    @SuppressWarnings("unchecked")
    T[] constants = (T[]) raw.getEnumConstants();
    return new Adapter<>(
        Arrays.stream(constants)
            .collect(ImmutableMap.toImmutableMap(WordAdapters::word, each -> each)));
  }

  private static String word(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static final class Adapter<T> extends TypeAdapter<T> {
    private final ImmutableMap<String, T> words;

    Adapter(ImmutableMap<String, T> words) {
      this.words = words;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      out.value(word(value));
    }

    @Override
    public T read(JsonReader in) throws IOException {
      String text = EventAdapters.text(in);
      T known = words.get(text);
      T value = known == null ? words.get(OTHER) : known;
      if (value == null) {
        throw new JsonParseException("'" + text + "' is none of " + words.keySet());
      }
      return value;
    }
  }
}
