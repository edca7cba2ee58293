package org.networkrender.api.backend;

import java.util.Objects;

/**
 * A graphics card, or what stands for one, that a renderer can use. Travels from workers to
 * clients. A card that can be used in two ways is two devices.
 *
 * @param kind the way in which it is used, in the backend's own word, such as {@code OPTIX}
 * @param id what the renderer itself calls it: no two devices of one renderer have the same
 * @param name what people call it, such as {@code NVIDIA GeForce RTX 3060}
 * @param memory its memory in bytes; 0 where nobody tells it
 * @param integrated whether it has no memory of its own, but takes the processor's
 */
public record RenderDevice(String kind, String id, String name, long memory, boolean integrated) {
  /** How many devices one renderer may tell of. */
  public static final int MOST = 64;

  /** How many characters each text may have. */
  public static final int LONGEST = 200;

  /** Checks the texts and the number. */
  public RenderDevice {
    check(kind);
    check(id);
    check(name);
    if (kind.isEmpty() || memory < 0) {
      throw new IllegalArgumentException("a device without a kind, or of negative memory");
    }
  }

  /** Returns what people call it, with its kind and its memory. */
  public String words() {
    return kind
        + " "
        + name
        + (memory > 0 ? " (" + ((memory + (1 << 29)) >> 30) + " GiB)" : "")
        + (integrated ? ", integrated" : "");
  }

  private static void check(String text) {
    if (Objects.requireNonNull(text).length() > LONGEST) {
      throw new IllegalArgumentException("a text of a device has more than " + LONGEST);
    }
  }
}
