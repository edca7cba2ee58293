package org.networkrender.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error that a person can read: what happened, and what to do next.
 *
 * <p>The message is one line without a full stop at its end; the advice is one line too and may be
 * empty.
 */
public final class RenderException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;
  private final String message;
  private final String advice;
  private final transient @Nullable List<String> output;

  /**
   * Creates an error.
   *
   * @param kind who has to act on it
   * @param message what happened, in one line
   * @param advice what to do next, in one line; may be empty
   * @param cause what lies behind it, or null
   */
  public RenderException(ErrorKind kind, String message, String advice, @Nullable Throwable cause) {
    this(kind, message, advice, cause, List.of());
  }

  private RenderException(
      ErrorKind kind,
      String message,
      String advice,
      @Nullable Throwable cause,
      List<String> output) {
    super(message, cause);
    this.message = Objects.requireNonNull(message);
    this.kind = Objects.requireNonNull(kind);
    this.advice = Objects.requireNonNull(advice);
    this.output = output;
  }

  /** Creates an error without a cause. */
  public RenderException(ErrorKind kind, String message, String advice) {
    this(kind, message, advice, null);
  }

  /** Returns an error that a person mends in the order or in the scene. */
  public static RenderException user(String message, String advice) {
    return new RenderException(ErrorKind.USER, message, advice);
  }

  /** Returns what happened, in one line. */
  @Override
  public String getMessage() {
    return message;
  }

  /**
   * Returns the same error with what the renderer printed last.
   *
   * @param lines the last lines, as they were printed; copied
   */
  public RenderException withOutput(List<String> lines) {
    RenderException same =
        new RenderException(kind, message, advice, getCause(), List.copyOf(lines));
    same.setStackTrace(getStackTrace());
    return same;
  }

  /** Returns the last lines that the renderer printed; none where nobody knows. */
  public List<String> output() {
    return output == null ? List.of() : output;
  }

  /** Returns who has to act on this error. */
  public ErrorKind kind() {
    return kind;
  }

  /** Returns what to do next, in one line; empty when there is nothing to say. */
  public String advice() {
    return advice;
  }

  /** Returns the message and, where there is one, the advice, in one line. */
  public String line() {
    return advice.isEmpty() ? getMessage() : getMessage() + ". " + advice;
  }
}
