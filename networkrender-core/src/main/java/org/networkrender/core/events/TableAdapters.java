package org.networkrender.core.events;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FrameSet;

/** Tables of frames and workers as lists. */
final class TableAdapters implements TypeAdapterFactory {
  /**
   * A table of frames.
   *
   * @param all all frames of the job
   * @param kept those that an earlier run finished
   * @param begun those of which something was begun, alike ones in one entry
   */
  private record Frames(FrameSet all, FrameSet kept, List<FrameTable.Group> begun) {}

  // T is what the adapter is for.
  @SuppressWarnings("unchecked")
  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    if (type.getRawType() == FrameTable.class) {
      return (TypeAdapter<T>)
          new Adapter<>(
              gson.getAdapter(Frames.class),
              (FrameTable table) -> new Frames(table.frames(), table.kept(), table.groups()),
              frames -> FrameTable.of(frames.all, frames.kept, frames.begun));
    } else if (type.getRawType() == WorkerTable.class) {
      return (TypeAdapter<T>)
          new Adapter<>(
              gson.getAdapter(new TypeToken<List<WorkerState>>() {}),
              WorkerTable::all,
              WorkerTable::of);
    }
    return null;
  }

  private static final class Adapter<T, J> extends TypeAdapter<T> {
    private final TypeAdapter<J> json;
    private final Function<T, J> write;
    private final Function<J, T> read;

    Adapter(TypeAdapter<J> json, Function<T, J> write, Function<J, T> read) {
      this.json = json;
      this.write = write;
      this.read = read;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      json.write(out, write.apply(value));
    }

    @Override
    public T read(JsonReader in) throws IOException {
      return read.apply(json.read(in));
    }
  }
}
