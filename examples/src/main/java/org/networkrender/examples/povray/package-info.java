/** A render backend for POV-Ray: a model for a backend of your own. */
@NullMarked
package org.networkrender.examples.povray;

import org.jspecify.annotations.NullMarked;
