/** The command line: turns words into settings, and progress into words. */
@NullMarked
package org.networkrender.cli;

import org.jspecify.annotations.NullMarked;
