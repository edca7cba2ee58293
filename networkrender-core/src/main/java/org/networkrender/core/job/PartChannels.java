package org.networkrender.core.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.task.JobTask;

/**
 * Sees to it that all parts of a frame have the channels of the first one: others could not be
 * joined with it. Belongs to the farm's thread.
 */
final class PartChannels {
  private final Map<FrameAssembly, String> channels = new HashMap<>();

  /** Returns what is wrong with the result of a task; empty where nothing is. */
  Optional<String> fault(JobTask task, List<OutputDirectory.ReceivedPicture> pictures) {
    if (!(task instanceof JobTask.Part part)) {
      return Optional.empty();
    }
    String found = pictures.get(0).picture().channels();
    String first = channels.putIfAbsent(part.assembly(), found);
    return first == null || first.equals(found)
        ? Optional.empty()
        : Optional.of("its channels are not those of the frame's other parts");
  }
}
