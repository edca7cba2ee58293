/** The bundled transports: WebSocket and in-process. */
@NullMarked
package org.networkrender.core.transport;

import org.jspecify.annotations.NullMarked;
