/** The run of one job: carries events to its scheduler and carries out what that decides. */
@NullMarked
package org.networkrender.core.job;

import org.jspecify.annotations.NullMarked;
