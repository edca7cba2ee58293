/** How a client and a worker talk: small messages in order, and big blobs. */
@NullMarked
package org.networkrender.api.transport;

import org.jspecify.annotations.NullMarked;
