/** How workers make themselves known and clients hear of them. */
@NullMarked
package org.networkrender.api.discovery;

import org.jspecify.annotations.NullMarked;
