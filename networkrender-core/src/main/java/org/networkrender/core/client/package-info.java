/** The client: a farm of the workers within reach and this machine, which renders jobs. */
@NullMarked
package org.networkrender.core.client;

import org.jspecify.annotations.NullMarked;
