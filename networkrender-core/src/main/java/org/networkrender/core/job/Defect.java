package org.networkrender.core.job;

import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.core.providers.ProviderFaultException;

/** What a person reads of an exception that nobody expected. */
public final class Defect {
  private Defect() {}

  /** Returns an error that names the provider that is at fault, or this program. */
  public static RenderException of(Throwable cause) {
    return ProviderFaultException.in(cause)
        .map(ProviderFaultException::toRenderException)
        .orElseGet(
            () ->
                new RenderException(
                    ErrorKind.INTERNAL,
                    "A defect in networkrender: " + cause,
                    "Finished frames are kept; please report this",
                    cause));
  }
}
