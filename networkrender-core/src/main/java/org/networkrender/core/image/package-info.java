/** Looks into pictures. */
@NullMarked
package org.networkrender.core.image;

import org.jspecify.annotations.NullMarked;
