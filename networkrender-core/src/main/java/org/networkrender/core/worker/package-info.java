/** The worker: offers this machine's renderers to clients. */
@NullMarked
package org.networkrender.core.worker;

import org.jspecify.annotations.NullMarked;
