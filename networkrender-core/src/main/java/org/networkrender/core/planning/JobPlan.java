package org.networkrender.core.planning;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.split.SplitPlan;
import org.networkrender.core.assembly.BakePlan;
import org.networkrender.core.assembly.FrameAssembly;
import org.networkrender.core.assembly.FrameOutput;
import org.networkrender.core.assembly.MoviePlan;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.output.FrameFiles;
import org.networkrender.core.output.OutputDirectory;

/**
 * A job, ready to be started.
 *
 * @param order what was asked for
 * @param backend who renders it
 * @param scene what is in the scene
 * @param files the files that each frame gives
 * @param output where they go
 * @param frames all frames of the order
 * @param kept those that an earlier run finished
 * @param split the tasks that are left
 * @param assemblies the frames that are rendered in parts
 * @param identity what the pictures are made from
 * @param partIdentity what parts of the pictures are made from
 * @param choice what the user chose of the cut; by another choice a later run cuts anew
 * @param manifest the list of files, as it is sent
 * @param contents every file that workers may fetch
 * @param bake what is to be baked before any frame is rendered; empty where nothing is
 * @param movies the movies that are to be made of the frames
 * @param discards whether the pictures are removed when the movies are there
 * @param release lets go of the job's own copies of them; to be run when it has ended
 */
public record JobPlan(
    JobOrder order,
    RenderBackend backend,
    SceneDescription scene,
    FrameFiles files,
    OutputDirectory output,
    FrameSet frames,
    FrameSet kept,
    SplitPlan split,
    List<FrameAssembly> assemblies,
    Sha256 identity,
    Sha256 partIdentity,
    String choice,
    ManifestFile manifest,
    Map<Sha256, Path> contents,
    Optional<BakePlan> bake,
    List<MoviePlan> movies,
    boolean discards,
    Runnable release) {

  /** Returns the names of the pictures that one frame gives. */
  public List<PictureName> pictures() {
    return files.pictures();
  }

  /** Returns where frames go that are rendered in parts. */
  public FrameOutput frameOutput() {
    return new FrameOutput(output, pictures().get(0), identity, partIdentity, choice);
  }

  /** Returns whether all frames are rendered one after the other by one session. */
  public boolean isChain() {
    return scene.simulation().filter(simulation -> !simulation.isBakeable()).isPresent();
  }

  /** Returns whether something is to be baked before any frame is rendered. */
  public boolean bakesFirst() {
    return bake.filter(each -> each.kept() == null).isPresent();
  }

  /**
   * A manifest on the disk.
   *
   * @param file where
   * @param content its SHA-256
   * @param bytes its size in bytes
   */
  public record ManifestFile(Path file, Sha256 content, long bytes) {}
}
