package org.networkrender.core.image;

/** A file is not the picture that it should be; the message says why in one plain line. */
public class BrokenPictureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates one that says what is wrong. */
  public BrokenPictureException(String message) {
    super(message);
  }

  /** Returns one for a file that is damaged, of which {@code how} says in which way. */
  static BrokenPictureException damaged(String name, String how) {
    return new BrokenPictureException(name + " is damaged: " + how);
  }

  /** Returns one for a file that ends before its picture does. */
  static BrokenPictureException cutOff(String name) {
    return damaged(name, "it ends too early");
  }

  /** Returns one for a file whose pixels are packed in a way that makes no sense. */
  static BrokenPictureException packed(String name) {
    return damaged(name, "its pixels cannot be unpacked");
  }
}
