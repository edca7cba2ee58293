package org.networkrender.core.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;

/**
 * Cuts what is left of a job: frames that an earlier run cut keep their cut, and of their parts
 * only those are rendered that are not here. Blocks.
 */
final class PartPlanner {
  private final OutputDirectory output;
  private final Sha256 identity;
  private final PictureName picture;
  private final String choice;

  /**
   * Prepares.
   *
   * @param identity what the pictures are made from
   * @param picture the name of a frame's first picture
   * @param choice what the user chose of the cut: another choice cuts anew
   */
  PartPlanner(OutputDirectory output, Sha256 identity, PictureName picture, String choice) {
    this.output = output;
    this.identity = identity;
    this.picture = picture;
    this.choice = choice;
  }

  /**
   * What is to be done.
   *
   * @param split the tasks that are left
   * @param assemblies the frames that are rendered in parts
   */
  record Cut(SplitPlan split, List<FrameAssembly> assemblies) {
    /** Returns how many parts an earlier run left. */
    long partsHere() {
      return assemblies.stream()
          .mapToLong(assembly -> assembly.parts().stream().filter(assembly::isHere).count())
          .sum();
    }
  }

  /** Cuts the frames of a request. */
  Cut cut(JobSplitter splitter, SplitRequest request) throws RenderException {
    Map<Integer, List<Task>> parts = recorded(request.frames());
    FrameSet fresh = request.frames().minus(FrameSet.of(parts.keySet()));
    SplitPlan plan =
        splitter.split(
            new SplitRequest(
                request.scene(), fresh, request.slots(), request.options(), request.costs()));
    List<Task> whole = new ArrayList<>();
    Map<Integer, List<Task>> cutNow = new LinkedHashMap<>();
    for (Task task : plan.tasks()) {
      if (task.isPart()) {
        cutNow.computeIfAbsent(task.frames().get(0), frame -> new ArrayList<>()).add(task);
      } else {
        whole.add(task);
      }
    }
    cutNow.forEach(
        (frame, tasks) ->
            output
                .parts()
                .ledger()
                .recordCut(
                    PartNames.ofFrame(frame, picture), identity, choice, List.copyOf(tasks)));
    parts.putAll(cutNow);
    return parts.isEmpty()
        ? new Cut(plan, List.of())
        : assemble(format(request, splitter), parts, whole, plan.explanation());
  }

  private Map<Integer, List<Task>> recorded(FrameSet frames) {
    Map<Integer, List<Task>> found = new LinkedHashMap<>();
    for (int i = 0; i < frames.size(); i++) {
      int frame = frames.get(i);
      List<Task> parts =
          output
              .parts()
              .ledger()
              .findCut(PartNames.ofFrame(frame, picture), frame, identity, choice);
      if (!parts.isEmpty()) {
        found.put(frame, parts);
      }
    }
    return found;
  }

  private static PartFormat format(SplitRequest request, JobSplitter splitter)
      throws RenderException {
    return request
        .scene()
        .parts()
        .orElseThrow(
            () ->
                new RenderException(
                    ErrorKind.INTERNAL,
                    "The splitter " + splitter.name() + " cuts frames that cannot be cut",
                    "Choose another one with --split"));
  }

  private Cut assemble(
      PartFormat format, Map<Integer, List<Task>> parts, List<Task> whole, String explanation)
      throws RenderException {
    PartNames names = new PartNames(identity, picture, format.file());
    List<Task> left = new ArrayList<>();
    List<FrameAssembly> assemblies = new ArrayList<>();
    for (Map.Entry<Integer, List<Task>> frame : parts.entrySet()) {
      PartCover.check(format, frame.getValue());
      FrameAssembly assembly = new FrameAssembly(frame.getKey(), format, names, frame.getValue());
      collect(assembly);
      assemblies.add(assembly);
      assembly.parts().stream().filter(part -> !assembly.isHere(part)).forEach(left::add);
    }
    left.addAll(whole);
    List<Task> numbered = new ArrayList<>();
    for (Task task : left) {
      numbered.add(new Task(numbered.size(), task.frames(), task.tile(), task.samples()));
    }
    return new Cut(new SplitPlan(numbered, explanation), List.copyOf(assemblies));
  }

  /** Looks what earlier runs left of a frame. */
  private void collect(FrameAssembly assembly) throws RenderException {
    PartStore store = output.parts();
    try {
      PartStore.KeptFile joined = store.find(assembly.joinedName());
      if (joined != null) {
        assembly.joined(joined);
        return;
      }
      for (Task part : assembly.parts()) {
        PartStore.KeptFile kept = store.find(assembly.nameOf(part));
        if (kept != null) {
          assembly.arrived(part, kept.file());
        }
      }
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "Cannot read what an earlier run left in " + output.path() + ": " + e.getMessage(),
          "Choose another output directory with -o",
          e);
    }
  }
}
