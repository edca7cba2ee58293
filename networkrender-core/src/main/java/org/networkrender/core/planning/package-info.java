/** From an order to a plan: the look into the scene, here or on another machine, and the cut. */
@NullMarked
package org.networkrender.core.planning;

import org.jspecify.annotations.NullMarked;
