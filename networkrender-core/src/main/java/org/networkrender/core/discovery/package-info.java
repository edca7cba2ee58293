/** The bundled discoveries: UDP broadcast and a fixed list. */
@NullMarked
package org.networkrender.core.discovery;

import org.jspecify.annotations.NullMarked;
