/** Contents by name: the cache of a worker, and what a client gives away. */
@NullMarked
package org.networkrender.core.assets;

import org.jspecify.annotations.NullMarked;
