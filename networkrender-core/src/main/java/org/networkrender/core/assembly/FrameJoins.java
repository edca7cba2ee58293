package org.networkrender.core.assembly;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.split.Task;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.image.BrokenPictureException;
import org.networkrender.core.image.JoinRequest;
import org.networkrender.core.image.PictureContent;
import org.networkrender.core.image.TileCompositor;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.output.PartStore;
import org.networkrender.core.state.PartLedger;
import org.networkrender.core.thread.FileWork;

/**
 * Keeps the parts of frames, and joins them when the scheduler says so. Belongs to the farm's
 * thread; files are read and written beside it.
 */
public final class FrameJoins {
  private final FrameOutput place;
  private final List<FrameAssembly> assemblies;
  private final FileWork files;
  private final Executor io;
  private final SharedContents shared;
  private final TileCompositor compositor;
  private final Owner owner;
  private final Map<Integer, FramePreview> previews = new HashMap<>();

  /** The frames whose files are being read or written, once for each piece of work. */
  private final Multiset<FrameAssembly> busy = HashMultiset.create();

  private final Set<FrameAssembly> givenAway = new LinkedHashSet<>();
  private int joining;

  /** What follows from a joined frame. */
  public interface Owner {
    /** The joined file is here and given away: a worker can finish it. */
    void joined(FrameAssembly assembly);

    /** The preview of a frame was written; told on any thread, and must not wait for anything. */
    void previewed(int frame, Path file);

    /** The joined file was the picture itself and is in its place. */
    void complete(FrameAssembly assembly, List<Path> pictures);
  }

  /**
   * Prepares.
   *
   * @param assemblies the frames that are in parts from the start
   * @param threads how many join at once
   */
  public FrameJoins(
      FrameOutput place,
      List<FrameAssembly> assemblies,
      FileWork files,
      Executor io,
      SharedContents shared,
      Owner owner,
      int threads) {
    this.place = place;
    this.assemblies = assemblies;
    this.files = files;
    this.io = io;
    this.shared = shared;
    this.owner = owner;
    this.compositor = new TileCompositor(threads);
  }

  /** Shows what earlier runs left. */
  public void start() {
    for (FrameAssembly assembly : assemblies) {
      if (assembly.joined() == null) {
        assembly.parts().stream()
            .filter(assembly::isHere)
            .forEach(part -> preview(assembly).draw(assembly.joinPart(part)));
      }
    }
  }

  /** Joins a frame of which all parts are here, unless an earlier run has, or it was dropped. */
  public void join(FrameAssembly assembly) {
    if (assembly.isDropped()) {
      return;
    }
    PartStore.KeptFile joined = assembly.joined();
    if (joined != null) {
      joined(assembly, joined);
    } else {
      joinParts(assembly);
    }
  }

  /** Time passes; to be called a few times a second, with nanoseconds. */
  public void tick(long now) {
    previews.values().forEach(preview -> preview.tick(now));
  }

  /** Returns whether a frame is being joined just now. */
  public boolean isJoining() {
    return joining > 0;
  }

  /** Notes how a frame was cut while the job ran, so that a later run goes on with its parts. */
  public void noteCut(FrameAssembly assembly) {
    busy.add(assembly);
    files.start(
        () -> {
          String choice = PartPlanner.whileRunning(place.choice());
          PartLedger ledger = place.directory().parts().ledger();
          ledger.recordCut(assembly.start(), place.parts(), choice, assembly.parts());
          return assembly;
        },
        same -> {
          busy.remove(assembly);
          removeIfDropped(assembly);
        });
  }

  /** A part was verified: it is kept, and its frame is joined if it was the last one. */
  public void keep(
      FrameAssembly assembly, Task part, OutputDirectory.ReceivedPicture picture, Runnable then) {
    String name = assembly.nameOf(part);
    busy.add(assembly);
    files.start(
        () -> place.directory().parts().keep(name, picture.file(), picture.content()),
        kept -> {
          busy.remove(assembly);
          if (!removeIfDropped(assembly)) {
            arrived(assembly, part, kept.file());
          }
          then.run();
        });
  }

  private void arrived(FrameAssembly assembly, Task part, Path file) {
    assembly.arrived(part, file);
    if (!assembly.isTail()) {
      preview(assembly).draw(assembly.joinPart(part));
    }
  }

  private FramePreview preview(FrameAssembly assembly) {
    return previews.computeIfAbsent(assembly.frame(), frame -> preview(assembly.format(), frame));
  }

  private FramePreview preview(PartFormat format, int frame) {
    Path file = place.directory().path().resolve(previewName(frame));
    return new FramePreview(format, file, io, () -> owner.previewed(frame, file));
  }

  private String previewName(int frame) {
    String picture = place.picture().forFrame(frame);
    int dot = picture.lastIndexOf('.');
    return (dot > 0 ? picture.substring(0, dot) : picture) + "-preview.png";
  }

  private void joinParts(FrameAssembly assembly) {
    joining++;
    busy.add(assembly);
    // Named after the frame: what is being written lies in the directory that each start empties.
    Path target = place.directory().incoming(0, assembly.joinedName());
    JoinRequest request = assembly.joinRequest(target);
    files.startLong(
        () -> {
          try {
            compositor.join(request);
          } catch (BrokenPictureException e) {
            throw unfit(assembly, e);
          }
          return Sha256.of(target);
        },
        content -> keepJoined(assembly, target, content));
  }

  /** Parts that do not fit together would fail each later run: they are rendered anew by that. */
  private IOException unfit(FrameAssembly assembly, BrokenPictureException cause)
      throws IOException {
    place.directory().parts().removeFrame(assembly.start());
    return new IOException(
        "the parts of frame %d do not fit together, and were removed: %s"
            .formatted(assembly.frame(), cause.getMessage()),
        cause);
  }

  private void keepJoined(FrameAssembly assembly, Path target, Sha256 content) {
    List<String> parts = assembly.parts().stream().map(assembly::nameOf).toList();
    files.start(
        () -> {
          PartStore store = place.directory().parts();
          PartStore.KeptFile kept = store.keep(assembly.joinedName(), target, content);
          // The joined file has all that is in them, and on big stills they are big.
          store.remove(parts);
          return kept;
        },
        kept -> {
          joining--;
          busy.remove(assembly);
          if (!removeIfDropped(assembly)) {
            joined(assembly, kept);
          }
        });
  }

  private void joined(FrameAssembly assembly, PartStore.KeptFile kept) {
    assembly.joined(kept);
    if (assembly.format().finished()) {
      shared.share(kept.content(), kept.file());
      givenAway.add(assembly);
      owner.joined(assembly);
      return;
    }
    OutputDirectory.ReceivedPicture picture =
        new OutputDirectory.ReceivedPicture(
            place.picture().forFrame(assembly.frame()),
            kept.file(),
            kept.content(),
            PictureContent.UNSEEN);
    files.start(
        () -> commit(assembly, List.of(picture)),
        pictures -> {
          finished(assembly);
          owner.complete(assembly, pictures);
        });
  }

  /**
   * Gives a frame's pictures their names and removes what they were made from. Blocks; to be called
   * beside the farm's thread.
   */
  public List<Path> commit(FrameAssembly assembly, List<OutputDirectory.ReceivedPicture> pictures)
      throws IOException, BrokenPictureException {
    List<Path> places = place.directory().commit(assembly.frame(), place.identity(), pictures);
    place.directory().parts().removeFrame(assembly.start());
    return places;
  }

  /** A frame's pictures are in their place: nothing of its parts is needed any more. */
  public void finished(FrameAssembly assembly) {
    // Also when no part came in this time: a stopped run leaves its preview.
    FramePreview preview = preview(assembly);
    previews.remove(assembly.frame());
    files.start(
        () -> {
          preview.remove();
          return assembly;
        },
        same -> {});
    unshare(assembly);
  }

  /** The parts of a frame are of no use any more: they are removed when nobody uses their files. */
  public void drop(FrameAssembly assembly) {
    if (!assembly.isDropped()) {
      assembly.drop();
      unshare(assembly);
      removeIfDropped(assembly);
    }
  }

  private boolean removeIfDropped(FrameAssembly assembly) {
    if (assembly.isDropped() && !busy.contains(assembly)) {
      files.start(
          () -> {
            place.directory().parts().removeFrame(assembly.start());
            return assembly;
          },
          same -> {});
    }
    return assembly.isDropped();
  }

  /** The job ends: nothing is given away any more. */
  public void end() {
    List.copyOf(givenAway).forEach(this::unshare);
  }

  private void unshare(FrameAssembly assembly) {
    PartStore.KeptFile joined = assembly.joined();
    if (joined != null && givenAway.remove(assembly)) {
      shared.unshare(joined.content(), joined.file());
    }
  }
}
