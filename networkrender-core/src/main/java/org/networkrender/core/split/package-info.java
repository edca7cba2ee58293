/** The bundled splitters. */
@NullMarked
package org.networkrender.core.split;

import org.jspecify.annotations.NullMarked;
