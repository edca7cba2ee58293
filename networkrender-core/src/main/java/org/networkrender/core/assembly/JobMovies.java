package org.networkrender.core.assembly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.output.PartStore;
import org.networkrender.core.thread.FileWork;
import org.networkrender.core.wire.MessageCodec;

/**
 * Gathers the pictures of movies and gives them away, and puts movies into their places. Belongs to
 * the farm's thread; files are read and written beside it.
 */
public final class JobMovies {
  private final OutputDirectory output;
  private final List<PictureName> names;
  private final Sha256 identity;
  private final FileWork files;
  private final SharedContents shared;
  private final Consumer<MovieAssembly> gathered;
  private final Set<MovieAssembly> givenAway = new LinkedHashSet<>();

  /**
   * Prepares.
   *
   * @param names of the pictures of a frame
   * @param identity what pictures of the job are made from
   * @param gathered is told of a movie whose pictures can be fetched
   */
  public JobMovies(
      OutputDirectory output,
      List<PictureName> names,
      Sha256 identity,
      FileWork files,
      SharedContents shared,
      Consumer<MovieAssembly> gathered) {
    this.output = output;
    this.names = names;
    this.identity = identity;
    this.files = files;
    this.shared = shared;
    this.gathered = gathered;
  }

  private record Gathered(PartStore.KeptFile list, Map<Path, Sha256> pictures) {}

  /** Looks at the pictures of a movie, as they lie on the disk, and gives them away. */
  public void gather(MovieAssembly movie) {
    files.startLong(
        () -> found(movie.plan()),
        found -> {
          movie.gathered(found.list(), found.pictures());
          shared.share(found.list().content(), found.list().file());
          found.pictures().forEach((file, content) -> shared.share(content, file));
          givenAway.add(movie);
          gathered.accept(movie);
        });
  }

  private Gathered found(MoviePlan movie) throws IOException, InterruptedException {
    Map<Path, Sha256> pictures = new LinkedHashMap<>();
    List<Blob> blobs = new ArrayList<>();
    for (Path picture : movie.pictures(output.path(), names)) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the job ends");
      }
      try {
        Sha256 content = Sha256.of(picture);
        pictures.put(picture, content);
        blobs.add(new Blob(content, Files.size(picture)));
      } catch (NoSuchFileException e) {
        throw new IOException("the picture " + picture.getFileName() + " is not there any more", e);
      }
    }
    byte[] text = MessageCodec.encodeBlobs(blobs).getBytes(StandardCharsets.UTF_8);
    Path list = output.incoming(0, movie.file().sent() + ".pictures");
    Files.write(list, text);
    return new Gathered(new PartStore.KeptFile(list, Sha256.of(text), text.length), pictures);
  }

  /**
   * Gives a movie its name. Blocks; to be called beside the farm's thread.
   *
   * @return where it is now
   */
  public Path commit(MovieAssembly movie, List<OutputDirectory.ReceivedPicture> file)
      throws IOException {
    MoviePlan plan = movie.plan();
    return output.commit(plan.frames().get(0), plan.identity(), file).get(0);
  }

  /** A movie is in its place: its pictures need not be given away any more. */
  public void finished(MovieAssembly movie) {
    if (givenAway.remove(movie)) {
      PartStore.KeptFile list = movie.list();
      if (list != null) {
        shared.unshare(list.content(), list.file());
      }
      movie.pictures().forEach((file, content) -> shared.unshare(content, file));
    }
  }

  /** Removes the pictures of frames that were made from this job; others are left. */
  public void discard(FrameSet frames) {
    files.start(
        () -> {
          for (int i = 0; i < frames.size(); i++) {
            for (PictureName name : names) {
              output.removeOwn(frames.get(i), name.forFrame(frames.get(i)), identity);
            }
          }
          return frames;
        },
        same -> {});
  }

  /** The job ends: nothing is given away any more. */
  public void end() {
    List.copyOf(givenAway).forEach(this::finished);
  }
}
