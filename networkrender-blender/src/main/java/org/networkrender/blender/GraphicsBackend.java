package org.networkrender.blender;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which Cycles uses graphics cards, the best first. */
enum GraphicsBackend {
  OPTIX("OptiX"),
  CUDA("CUDA"),
  HIP("HIP"),
  METAL("Metal"),
  ONEAPI("oneAPI");

  private final String words;

  GraphicsBackend(String words) {
    this.words = words;
  }

  /** Returns the one of a name, in letters of any case. */
  static Optional<GraphicsBackend> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> each.name().equals(upper)).findFirst();
  }

  /** Returns what people call a kind of device. */
  static String words(String kind) {
    return kind.equals(DeviceChoice.PROCESSOR)
        ? "the processor"
        : named(kind).map(each -> each.words).orElse(kind);
  }
}
