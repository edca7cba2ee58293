package org.networkrender.core.assembly;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.output.PartStore;
import org.networkrender.core.thread.FileWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is baked of a job's scene, and given away. Belongs to the farm's thread; files are written
 * beside it.
 */
public final class BakedScene {
  private static final Logger log = LoggerFactory.getLogger(BakedScene.class);

  private final OutputDirectory output;
  private final @Nullable BakePlan plan;
  private final FileWork files;
  private final SharedContents shared;
  private PartStore.@Nullable KeptFile file;

  /**
   * Prepares.
   *
   * @param plan what is baked, or null for nothing
   */
  public BakedScene(
      OutputDirectory output, @Nullable BakePlan plan, FileWork files, SharedContents shared) {
    this.output = output;
    this.plan = plan;
    this.files = files;
    this.shared = shared;
  }

  /** Gives away what an earlier run has baked. */
  public void start() {
    if (plan != null && plan.kept() != null) {
      giveAway(plan.kept());
    }
  }

  private void giveAway(PartStore.KeptFile kept) {
    file = kept;
    shared.share(kept.content(), kept.file());
  }

  /** The scene was baked: keeps the file, and gives it away. */
  public void keep(OutputDirectory.ReceivedPicture received, Runnable then) {
    files.start(
        () -> {
          PartStore.KeptFile kept =
              output.bakes().keep(received.name(), received.file(), received.content());
          removeOlder(received.name());
          return kept;
        },
        kept -> {
          giveAway(kept);
          then.run();
        });
  }

  /** What was baked of earlier versions of the same scene is of no use. */
  private void removeOlder(String name) throws IOException {
    Optional<String> scene = BakeName.parse(name).map(BakeName::scene);
    List<String> older =
        output.bakes().ledger().names().stream()
            .filter(other -> !other.equals(name))
            .filter(other -> BakeName.parse(other).map(BakeName::scene).equals(scene))
            .toList();
    if (!older.isEmpty()) {
      output.bakes().remove(older);
    }
  }

  /** Returns what was baked; empty where nothing was yet, or is to be. */
  public Optional<PartStore.KeptFile> file() {
    return Optional.ofNullable(file);
  }

  /**
   * No frame could be rendered with it: it may be at fault, and the next run bakes anew. Blocks; to
   * be called beside the farm's thread, when the job has ended.
   */
  public void forget() {
    if (file == null) {
      return;
    }
    String name = String.valueOf(file.file().getFileName());
    try {
      output.bakes().remove(List.of(name));
    } catch (IOException e) {
      log.warn("cannot remove what was baked: {}", e.getMessage());
      output.bakes().ledger().forget(List.of(name));
    }
  }

  /** The job ends: nothing is given away any more. */
  public void end() {
    if (file != null) {
      shared.unshare(file.content(), file.file());
    }
  }
}
