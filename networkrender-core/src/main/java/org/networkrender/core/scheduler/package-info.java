/** Decides which worker renders what: a pure state machine. */
@NullMarked
package org.networkrender.core.scheduler;

import org.jspecify.annotations.NullMarked;
