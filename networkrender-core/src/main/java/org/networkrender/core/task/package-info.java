/** The tasks, attempts and workers of one job. */
@NullMarked
package org.networkrender.core.task;

import org.jspecify.annotations.NullMarked;
