package org.networkrender.core.providers;

import com.google.common.base.Throwables;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * A provider threw what its interface does not allow, or returned nothing. The message names the
 * provider and says that it is at fault. Where the interface knows {@link RenderException}, that is
 * thrown instead, of kind {@code INTERNAL} and with the same words.
 */
public final class ProviderFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String ADVICE = "Report it to whoever made that, or do without it";

  ProviderFaultException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the same as an error that a person can read, of kind {@code INTERNAL}. */
  public RenderException toRenderException() {
    return new RenderException(ErrorKind.INTERNAL, String.valueOf(getMessage()), ADVICE, this);
  }

  /**
   * Does nothing, unless the fault of a provider lies behind an exception.
   *
   * @throws RenderException that says so, of kind {@code INTERNAL}
   */
  public static void throwIfIn(Throwable exception) throws RenderException {
    Optional<ProviderFaultException> fault = in(exception);
    if (fault.isPresent()) {
      throw fault.get().toRenderException();
    }
  }

  /** Returns the fault of a provider that lies behind an exception, if one does. */
  public static Optional<ProviderFaultException> in(Throwable exception) {
    return Throwables.getCausalChain(exception).stream()
        .filter(ProviderFaultException.class::isInstance)
        .map(ProviderFaultException.class::cast)
        .findFirst();
  }
}
