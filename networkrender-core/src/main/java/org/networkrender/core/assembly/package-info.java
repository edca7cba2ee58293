/** Frames in parts: what is here of one, joining, the preview. */
@NullMarked
package org.networkrender.core.assembly;

import org.jspecify.annotations.NullMarked;
