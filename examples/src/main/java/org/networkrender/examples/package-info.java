/** Programs that use the library: an embedding in a few lines, and the benchmark. */
@NullMarked
package org.networkrender.examples;

import org.jspecify.annotations.NullMarked;
