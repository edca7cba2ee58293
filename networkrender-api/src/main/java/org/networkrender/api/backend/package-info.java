/** A renderer: what it can do, what is in a scene, and how frames are made. */
@NullMarked
package org.networkrender.api.backend;

import org.jspecify.annotations.NullMarked;
