/** What outlives the process: which frames of a job are done. */
@NullMarked
package org.networkrender.core.state;

import org.jspecify.annotations.NullMarked;
