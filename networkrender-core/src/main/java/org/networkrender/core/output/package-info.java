/** Where pictures go: their names, how they get them, and what earlier runs left. */
@NullMarked
package org.networkrender.core.output;

import org.jspecify.annotations.NullMarked;
