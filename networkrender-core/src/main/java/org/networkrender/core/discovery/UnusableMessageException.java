package org.networkrender.core.discovery;

/** A datagram that cannot be used; the message is one plain line without foreign text. */
final class UnusableMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableMessageException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
