package org.networkrender.core.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.networkrender.api.RenderException;

/** Placeholder. */
public final class Admission {
  private Admission() {}

  /** Placeholder. */
  public static Function<InetAddress, Optional<String>> of(
      List<String> interfaces, List<String> allow) throws RenderException {
    if (interfaces.equals(allow)) {
      throw RenderException.user("x", "");
    }
    return address -> Optional.empty();
  }
}
