package org.networkrender.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The name of a content: its SHA-256 (FIPS 180-4).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {
  private static final int LENGTH = 64;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
  private static final int BUFFER_BYTES = 1 << 16;

  /** Checks the digits. */
  public Sha256 {
    if (!isName(hex)) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits");
    }
  }

  /**
   * Returns whether a text is the name of a content. A program reads thousands of names in its
   * first second, when Java has compiled nothing yet: to go through an array costs a tenth of a
   * pattern then.
   */
  public static boolean isName(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    // What this character set does not have becomes a question mark.
    for (byte each : text.getBytes(StandardCharsets.ISO_8859_1)) {
      if (!((each >= '0' && each <= '9') || (each >= 'a' && each <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the name of the given bytes. */
  public static Sha256 of(byte[] content) {
    return finish(digest().digest(content));
  }

  /**
   * Reads a file once and returns the name of what is in it.
   *
   * @throws IOException if the file cannot be read
   */
  public static Sha256 of(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return finish(digest.digest());
  }

  /** Returns the name that a SHA-256 digest stands for. */
  public static Sha256 ofDigest(byte[] digest) {
    return finish(digest);
  }

  private static Sha256 finish(byte[] digest) {
    byte[] hex = new byte[digest.length * 2];
    int at = 0;
    for (byte each : digest) {
      hex[at++] = DIGITS[(each >> 4) & 15];
      hex[at++] = DIGITS[each & 15];
    }
    return new Sha256(new String(hex, StandardCharsets.ISO_8859_1));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Returns the first twelve digits, for people. */
  public String abbreviated() {
    return hex.substring(0, 12);
  }

  @Override
  public String toString() {
    return hex;
  }
}
