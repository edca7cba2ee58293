package org.networkrender.core.pool;

import java.util.Optional;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.core.wire.Message;

/** Why a worker of another version cannot be used. */
final class OtherProtocol {
  private OtherProtocol() {}

  /** Returns the reason, if a worker announces another version than this machine has. */
  static Optional<String> of(Optional<Advertisement> advertisement) {
    return advertisement
        .map(Advertisement::protocol)
        .filter(protocol -> protocol != Message.PROTOCOL)
        .map(
            protocol ->
                "it speaks protocol "
                    + protocol
                    + ", this machine "
                    + Message.PROTOCOL
                    + ": install the same version of networkrender on both");
  }
}
