package org.networkrender.core.state;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * A map of a store, each entry with a checksum over its key and value: the store itself does not
 * notice most of what a broken disk does to its pages. An entry whose checksum is wrong is not
 * there.
 *
 * <p>All methods may be called from any thread.
 */
final class SealedMap {
  private static final int SEAL = 9;

  private final MVMap<String, String> map;

  SealedMap(MVStore store, String name) {
    // The store's own choice reads Java's serialised objects: whoever can write the file could run
    // code here. The name is another one than in files that were written so.
    map =
        store.openMap(
            name + ".text",
            new MVMap.Builder<String, String>()
                .keyType(StringDataType.INSTANCE)
                .valueType(StringDataType.INSTANCE));
  }

  void put(String key, String value) {
    map.put(key, seal(key, value) + value);
  }

  @Nullable String get(String key) {
    String entry = map.get(key);
    return entry == null ? null : opened(key, entry);
  }

  void remove(String key) {
    map.remove(key);
  }

  List<String> keys() {
    return List.copyOf(map.keySet());
  }

  /** Reads all there is; what a broken file makes the store throw is for the caller. */
  Content content() {
    Map<String, String> sound = new LinkedHashMap<>();
    int damaged = 0;
    for (Map.Entry<String, String> entry : map.entrySet()) {
      String value = opened(entry.getKey(), entry.getValue());
      if (value == null) {
        damaged++;
      } else {
        sound.put(entry.getKey(), value);
      }
    }
    return new Content(sound, damaged);
  }

  private static @Nullable String opened(String key, String entry) {
    if (entry.length() < SEAL) {
      return null;
    }
    String value = entry.substring(SEAL);
    return entry.startsWith(seal(key, value)) ? value : null;
  }

  private static String seal(String key, String value) {
    return Hashing.crc32()
            .newHasher()
            .putInt(key.length())
            .putString(key, StandardCharsets.UTF_8)
            .putString(value, StandardCharsets.UTF_8)
            .hash()
        + " ";
  }

  /**
   * What is in a map.
   *
   * @param sound the entries that are what was written
   * @param damaged how many are not
   */
  record Content(Map<String, String> sound, int damaged) {}
}
