package org.networkrender.core.job;

import java.nio.file.Path;
import java.util.List;
import org.networkrender.core.events.Contribution;

/**
 * A frame that has all its pictures.
 *
 * @param pictures its files
 * @param contributors who rendered or finished any of it, who spent most time first
 * @param seconds how long they rendered it, all together
 */
record DoneFrame(int frame, List<Path> pictures, List<Contribution> contributors, double seconds) {}
