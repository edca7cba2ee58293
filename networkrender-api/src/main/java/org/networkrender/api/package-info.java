/** What all four service interfaces share: frames, pixels, content names, errors. */
@NullMarked
package org.networkrender.api;

import org.jspecify.annotations.NullMarked;
