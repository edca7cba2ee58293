/**
 * Checks pictures, joins their parts, and shows what has been joined so far.
 *
 * <p>OpenEXR is read and written here, chunk by chunk: scan lines, single and multi-part, half,
 * float and uint, packed with NONE, RLE, ZIPS or ZIP. Every field of a file is checked before
 * anything is allocated for it.
 */
@NullMarked
package org.networkrender.core.image;

import org.jspecify.annotations.NullMarked;
