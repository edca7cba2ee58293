/** A farm's thread, which owns all that changes, and the work with files beside it. */
@NullMarked
package org.networkrender.core.thread;

import org.jspecify.annotations.NullMarked;
