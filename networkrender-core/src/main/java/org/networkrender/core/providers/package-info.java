/** Finds the service providers that are there, and says why one is not. */
@NullMarked
package org.networkrender.core.providers;

import org.jspecify.annotations.NullMarked;
