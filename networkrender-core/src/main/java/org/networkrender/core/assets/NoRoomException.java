package org.networkrender.core.assets;

import java.io.IOException;

/** A disk is full. */
public final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1;

  /** Says so in plain words. */
  public NoRoomException() {
    super("there is no room for it on the disk");
  }

  /** Returns whether a failure means that; operating systems only tell it in words. */
  public static boolean isMeantBy(Throwable failure) {
    String words = String.valueOf(failure.getMessage());
    return failure instanceof NoRoomException
        || words.contains("No space left on device")
        || words.contains("Disk quota exceeded")
        || words.contains("There is not enough space on the disk");
  }
}
