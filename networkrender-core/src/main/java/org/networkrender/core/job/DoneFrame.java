package org.networkrender.core.job;

import java.util.List;
import org.networkrender.core.events.Contribution;
import org.networkrender.core.order.FinishedFrame;

/**
 * A frame whose pictures are in their place.
 *
 * @param frame as a listener is told of it
 * @param contributors who rendered it in this run, who spent most time first
 */
record DoneFrame(FinishedFrame frame, List<Contribution> contributors) {}
