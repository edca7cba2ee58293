/** How a job is cut into tasks. */
@NullMarked
package org.networkrender.api.split;

import org.jspecify.annotations.NullMarked;
