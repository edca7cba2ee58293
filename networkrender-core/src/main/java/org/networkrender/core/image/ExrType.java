package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** What a value of an OpenEXR channel is. */
enum ExrType {
  UINT(0, Integer.BYTES),
  HALF(1, Short.BYTES),
  FLOAT(2, Float.BYTES);

  private static final ImmutableList<ExrType> ALL = ImmutableList.copyOf(values());

  private final int code;
  private final int bytes;

  ExrType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Returns what a number of the format stands for, if it is known. */
  static Optional<ExrType> of(int code) {
    return ALL.stream().filter(each -> each.code == code).findFirst();
  }

  /** Returns the format's number for it. */
  int code() {
    return code;
  }

  /** Returns how many bytes a value takes. */
  int bytes() {
    return bytes;
  }
}
