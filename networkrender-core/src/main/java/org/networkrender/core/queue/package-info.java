/** Divides the workers of a client among its jobs: a pure state machine. */
@NullMarked
package org.networkrender.core.queue;

import org.jspecify.annotations.NullMarked;
