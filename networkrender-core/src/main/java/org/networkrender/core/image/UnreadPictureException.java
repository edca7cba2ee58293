package org.networkrender.core.image;

/** A file is a picture of a kind that is not read here; another reader may know it. */
final class UnreadPictureException extends BrokenPictureException {
  private static final long serialVersionUID = 1L;

  UnreadPictureException(String message) {
    super(message);
  }
}
