/**
 * What happens in a job, in a farm and on a worker, as data: events with sequence numbers,
 * snapshots that they change, streams that carry both to any number of subscribers, and their form
 * in JSON. Knows nothing of how a job is run.
 */
@NullMarked
package org.networkrender.core.events;

import org.jspecify.annotations.NullMarked;
