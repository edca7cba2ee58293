package org.networkrender.core.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.Trees;
import org.networkrender.core.wire.JobManifest;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;

/**
 * Brings what other tasks of a job have made and a task needs: a joined frame, the pictures of a
 * movie, what was baked. Methods block, and may be called from any thread.
 */
final class MadeFiles {
  private MadeFiles() {}

  /** Brings what was baked of a job's scene; it stays as long as the job is open. */
  static Path baked(ServedJob job, Message.MadeFile file)
      throws RenderException, InterruptedException {
    try {
      ContentStore.Hold hold = job.contents().obtain(file.content(), file.bytes());
      job.hold(hold);
      return job.baked(hold);
    } catch (IOException e) {
      throw cannotReceive("what was baked of the scene", e);
    }
  }

  /** Brings the joined file of a frame; it lies there until it is closed. */
  static Laid joined(ServedTask task, Message.MadeFile file, int frame)
      throws RenderException, InterruptedException {
    // Renderers tell the kind of a file by its extension, which contents in the store have not.
    PictureName name =
        task.job()
            .sessionRequest()
            .part()
            .orElseThrow(
                () ->
                    new RenderException(
                        ErrorKind.INTERNAL, "a scene without parts is to be finished", ""));
    return laid(
        task.directory().resolve("joined"),
        "the joined picture",
        laid -> {
          laid.bring(task.job(), List.of(new Blob(file.content(), file.bytes())));
          laid.lay(file.content(), name.forFrame(frame));
        });
  }

  /** Brings the pictures of a movie, in the order of its frames; they lie there until closed. */
  static Laid pictures(ServedTask task, Message.MadeFile list, FrameSet frames, int index)
      throws RenderException, InterruptedException {
    List<PictureName> names = task.job().sessionRequest().pictures();
    if (index >= names.size()) {
      throw new RenderException(
          ErrorKind.INTERNAL, "a movie of pictures that the job does not have", "");
    }
    try {
      return laid(
          task.directory().resolve("pictures"),
          "the pictures of the movie",
          laid -> {
            List<Blob> blobs = list(task.job(), list);
            if (blobs.size() != frames.size()) {
              throw new IllegalArgumentException(
                  blobs.size() + " pictures of " + frames.size() + " frames");
            }
            lay(laid, task.job(), blobs, frames, names.get(index));
          });
    } catch (IllegalArgumentException e) {
      throw new RenderException(
          ErrorKind.INTERNAL, "the list of the movie's pictures is not valid", "", e);
    }
  }

  private static void lay(
      Laid laid, ServedJob job, List<Blob> pictures, FrameSet frames, PictureName name)
      throws IOException, InterruptedException {
    // A movie may have more pictures than there is room for a second time on the own machine.
    Map<Sha256, Path> own = new HashMap<>();
    for (Blob blob : pictures) {
      job.contents().file(blob.content()).ifPresent(file -> own.put(blob.content(), file));
    }
    List<Blob> wanted =
        pictures.stream().filter(blob -> !own.containsKey(blob.content())).distinct().toList();
    for (List<Blob> bundle : Bundles.of(wanted)) {
      laid.bring(job, bundle);
    }
    for (int i = 0; i < pictures.size(); i++) {
      Path file = own.get(pictures.get(i).content());
      if (file == null) {
        laid.lay(pictures.get(i).content(), name.forFrame(frames.get(i)));
      } else {
        laid.files.add(file);
      }
    }
  }

  /** Brings files into a directory. */
  @FunctionalInterface
  private interface Bringing {
    void into(Laid laid) throws IOException, InterruptedException;
  }

  /** Whatever ends it half-way: nothing of it is held afterwards. */
  private static Laid laid(Path directory, String what, Bringing bringing)
      throws RenderException, InterruptedException {
    Laid laid = new Laid(directory);
    boolean whole = false;
    try {
      bringing.into(laid);
      whole = true;
      return laid;
    } catch (IOException e) {
      throw cannotReceive(what, e);
    } finally {
      if (!whole) {
        laid.close();
      }
    }
  }

  private static List<Blob> list(ServedJob job, Message.MadeFile list)
      throws IOException, InterruptedException {
    if (list.bytes() > JobManifest.MAX_BYTES) {
      throw new IllegalArgumentException("a list of " + list.bytes() + " bytes");
    }
    try (ContentStore.Hold hold = job.contents().obtain(list.content(), list.bytes())) {
      return MessageCodec.decodeBlobs(Files.readString(hold.file(), StandardCharsets.UTF_8));
    }
  }

  private static RenderException cannotReceive(String what, IOException e) {
    return new RenderException(
        ErrorKind.RESOURCE, "the worker cannot receive " + what + ": " + DiskWords.of(e), "", e);
  }

  /** Files in a directory of their own; both go when it is closed. */
  static final class Laid implements AutoCloseable {
    private final Path directory;
    private final Map<Sha256, ContentStore.Hold> holds = new HashMap<>();
    private final List<Path> files = new ArrayList<>();

    private Laid(Path directory) {
      this.directory = directory;
    }

    /** Returns the files, in the order in which they were laid. */
    List<Path> files() {
      return List.copyOf(files);
    }

    private void bring(ServedJob job, List<Blob> bundle) throws IOException, InterruptedException {
      for (ContentStore.Hold hold : job.contents().obtainBundle(bundle, count -> {})) {
        ContentStore.Hold twice = holds.put(hold.content(), hold);
        if (twice != null) {
          twice.close();
        }
      }
    }

    private void lay(Sha256 content, String name) throws IOException {
      ContentStore.Hold hold = holds.get(content);
      if (hold == null) {
        throw new IOException("a content did not come");
      }
      Path place = directory.resolve(name);
      hold.place(place);
      files.add(place);
    }

    @Override
    public void close() {
      Trees.remove(directory);
      holds.values().forEach(ContentStore.Hold::close);
      holds.clear();
    }
  }
}
