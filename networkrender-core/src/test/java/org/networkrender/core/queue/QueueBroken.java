package org.networkrender.core.queue;

import java.util.function.Supplier;

/** A law of the queue was broken. */
final class QueueBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int law;

  private QueueBroken(int law, String message) {
    super("law " + law + ": " + message);
    this.law = law;
  }

  int law() {
    return law;
  }

  static void require(int law, boolean kept, Supplier<String> message) {
    if (!kept) {
      throw new QueueBroken(law, message.get());
    }
  }
}
