/** Renders with Blender: {@link BlenderBackend} is all that other modules see. */
@NullMarked
package org.networkrender.blender;

import org.jspecify.annotations.NullMarked;
