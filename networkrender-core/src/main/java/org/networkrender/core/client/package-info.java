/** The client: finds workers, renders jobs on them and on its own machine, assembles the result. */
@NullMarked
package org.networkrender.core.client;

import org.jspecify.annotations.NullMarked;
