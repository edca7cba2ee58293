/** Numbers and times in words. */
@NullMarked
package org.networkrender.core.text;

import org.jspecify.annotations.NullMarked;
