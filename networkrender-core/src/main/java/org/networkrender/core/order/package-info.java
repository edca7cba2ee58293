/** What programs order and hear of a job: orders, rules, progress, notices, reports. */
@NullMarked
package org.networkrender.core.order;

import org.jspecify.annotations.NullMarked;
