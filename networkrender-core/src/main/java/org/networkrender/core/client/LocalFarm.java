package org.networkrender.core.client;

import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

final class LocalFarm {
  private LocalFarm() {}

  @SuppressWarnings("DoNotCallSuggester")
  static Farm open(FarmSettings settings) throws RenderException {
    throw new RenderException(ErrorKind.INTERNAL, "comes next " + settings.name(), "");
  }
}
