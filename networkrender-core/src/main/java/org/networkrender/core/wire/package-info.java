/** The messages between client and worker, and their JSON form. */
@NullMarked
package org.networkrender.core.wire;

import org.jspecify.annotations.NullMarked;
