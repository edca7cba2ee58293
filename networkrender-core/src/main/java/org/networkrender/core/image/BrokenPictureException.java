package org.networkrender.core.image;

/** A file is not the picture that it should be; the message says why in one plain line. */
public class BrokenPictureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates one that says what is wrong. */
  public BrokenPictureException(String message) {
    super(message);
  }
}
