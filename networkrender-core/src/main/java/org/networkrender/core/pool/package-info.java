/** The ways to workers, that to this machine included. They outlive jobs. */
@NullMarked
package org.networkrender.core.pool;

import org.jspecify.annotations.NullMarked;
