package org.networkrender.api.discovery;

import java.util.regex.Pattern;

/**
 * What a worker tells about itself. It does not tell where it is: the address is the one its
 * message came from.
 *
 * @param worker which worker: made anew at each start of a worker, 1 to 64 letters, digits, hyphens
 * @param name what people call the machine, 1 to 64 printable characters
 * @param protocol the version of the protocol it speaks, 1 to 65535
 * @param port the port on which its transport listens, 1 to 65535
 * @param fingerprint the fingerprint of its certificate, at most 128 characters; empty without one
 * @param state whether it has a slot to give
 */
public record Advertisement(
    String worker, String name, int protocol, int port, String fingerprint, State state) {
  private static final Pattern WORKER = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /**
   * Also refuses what a terminal acts on or what reverses text: C1 controls, formats, separators.
   */
  private static final Pattern NAME = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,64}");

  private static final Pattern FINGERPRINT = Pattern.compile("[\\x21-\\x7e]{0,128}");

  /** Whether a worker has a slot to give. */
  public enum State {
    /** A slot is free. */
    FREE,
    /** All slots are taken; more work is queued. */
    BUSY,
    /** Takes no new work and is about to leave. */
    LEAVING
  }

  /** Checks every field; they may come from outside. */
  public Advertisement {
    if (!WORKER.matcher(worker).matches()) {
      throw new IllegalArgumentException("worker id is not 1 to 64 letters, digits and hyphens");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name is not 1 to 64 printable characters");
    }
    if (protocol < 1 || protocol > 0xffff) {
      throw new IllegalArgumentException("protocol version " + protocol + " is not 1 to 65535");
    }
    if (port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("port " + port + " is not 1 to 65535");
    }
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw new IllegalArgumentException("fingerprint is not up to 128 printable characters");
    }
    if (state == null) {
      throw new IllegalArgumentException("state is missing");
    }
  }
}
