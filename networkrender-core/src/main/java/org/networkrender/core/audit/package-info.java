/** A second look at results: tasks that are rendered once more, and what follows from that. */
@NullMarked
package org.networkrender.core.audit;

import org.jspecify.annotations.NullMarked;
