/** Network interfaces, subnets and who may come in. */
@NullMarked
package org.networkrender.core.network;

import org.jspecify.annotations.NullMarked;
