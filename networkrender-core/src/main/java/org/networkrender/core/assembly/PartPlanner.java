package org.networkrender.core.assembly;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.output.PartStore;
import org.networkrender.core.state.PartLedger;

/**
 * Cuts what is left of a job: frames that an earlier run cut keep their cut, and of their parts
 * only those are rendered that are not here. What it cut while it ran keeps its cut if parts of it
 * are here. Blocks.
 */
public final class PartPlanner {
  private static final String WHILE_RUNNING = "cut while its job ran: ";

  private final OutputDirectory output;
  private final Sha256 identity;
  private final PictureName picture;
  private final String choice;
  private final boolean cutsFrames;

  /**
   * Prepares.
   *
   * @param place where the frames go, and by what choice of the user they are cut
   * @param cutsFrames whether what an earlier run cut while it ran may stay cut
   */
  public PartPlanner(FrameOutput place, boolean cutsFrames) {
    this.output = place.directory();
    this.identity = place.parts();
    this.picture = place.picture();
    this.choice = place.choice();
    this.cutsFrames = cutsFrames;
  }

  /** Returns what stands for the choice where a frame is cut while its job runs. */
  static String whileRunning(String choice) {
    return WHILE_RUNNING + choice;
  }

  /** Returns whether tiles make the same pictures, by the way that is taken here. */
  public static boolean isExact(PartFormat format) {
    return format.tiles().refusal().isEmpty() && format.finished();
  }

  /** Removes what is there of parts of frames that are done: the client ended before it could. */
  public void forget(FrameSet done) throws RenderException {
    Set<String> cuts = Set.copyOf(output.parts().ledger().cuts());
    for (int i = 0; !cuts.isEmpty() && i < done.size(); i++) {
      String frame = name(done.get(i));
      if (cuts.contains(frame)) {
        remove(frame);
      }
    }
  }

  private void remove(String frame) throws RenderException {
    try {
      output.parts().removeFrame(frame);
    } catch (IOException e) {
      throw output.cannotWrite(e);
    }
  }

  /**
   * What is to be done.
   *
   * @param split the tasks that are left
   * @param assemblies the frames that are rendered in parts
   */
  public record Cut(SplitPlan split, List<FrameAssembly> assemblies) {
    /** Returns how many parts an earlier run left. */
    public long partsHere() {
      return assemblies.stream()
          .mapToLong(assembly -> assembly.parts().stream().filter(assembly::isHere).count())
          .sum();
    }
  }

  /** Cuts the frames of a request. */
  public Cut cut(JobSplitter splitter, SplitRequest request) throws RenderException {
    Map<Integer, List<Task>> parts = recorded(request);
    long goingOn = parts.keySet().stream().filter(frame -> isCutWhileRunning(name(frame))).count();
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
            output.parts().ledger().recordCut(name(frame), identity, choice, List.copyOf(tasks)));
    parts.putAll(cutNow);
    return parts.isEmpty()
        ? new Cut(plan, List.of())
        : assemble(
            format(request, splitter),
            parts,
            whole,
            plan.explanation() + (goingOn == 0 ? "" : "; frames that go on in tiles: " + goingOn));
  }

  private String name(int frame) {
    return PartNames.ofFrame(frame, picture);
  }

  private boolean isCutWhileRunning(String frame) {
    String noted = output.parts().ledger().choiceOf(frame);
    return noted != null && noted.startsWith(WHILE_RUNNING);
  }

  private Map<Integer, List<Task>> recorded(SplitRequest request) throws RenderException {
    PartLedger ledger = output.parts().ledger();
    Map<Integer, List<Task>> found = new LinkedHashMap<>();
    for (int i = 0; i < request.frames().size(); i++) {
      int frame = request.frames().get(i);
      String name = name(frame);
      boolean whileRunning = isCutWhileRunning(name);
      List<Task> parts =
          whileRunning
              ? cutWhileRunning(frame, name, request.scene().parts())
              : ledger.findCut(name, frame, identity, choice);
      if (!parts.isEmpty()) {
        found.put(frame, parts);
      } else if (whileRunning) {
        remove(name);
      }
    }
    return found;
  }

  /** Returns the parts of a frame that was to stay whole, if any of them is here. */
  private List<Task> cutWhileRunning(int frame, String name, Optional<PartFormat> format) {
    if (!cutsFrames || format.filter(PartPlanner::isExact).isEmpty()) {
      return List.of();
    }
    PartLedger ledger = output.parts().ledger();
    PartNames names = new PartNames(identity, picture, format.get().file());
    List<Task> parts = ledger.findCut(name, frame, identity, whileRunning(choice));
    boolean here =
        ledger.find(names.joined(frame)) != null
            || parts.stream().anyMatch(part -> ledger.find(names.part(frame, part)) != null);
    return here ? parts : List.of();
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
      throw output.cannotRead(e);
    }
  }
}
