package org.networkrender.core.image;

import com.google.common.base.Ascii;
import com.google.common.io.MoreFiles;
import java.io.IOException;

/**
 * Joins the parts of a picture, row by row: neither a part nor the joined picture is ever held in
 * memory as a whole.
 */
public final class TileCompositor {
  private final int threads;

  /** Creates a compositor that packs and unpacks on the given number of threads, 1 or more. */
  public TileCompositor(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.threads = threads;
  }

  /**
   * Joins parts. Blocks; may be called from several threads at the same time.
   *
   * <p>The attributes of an OpenEXR file are those of the first part; only its windows become the
   * canvas at 0,0. It is packed as the parts are, or with ZIP where they differ.
   *
   * @throws BrokenPictureException if a part is damaged, or is not what the request says
   * @throws IOException if a part cannot be read or the target cannot be written; what was written
   *     of the target is removed
   * @throws InterruptedException if the thread was interrupted; the target is removed too
   */
  public void join(JoinRequest request)
      throws BrokenPictureException, IOException, InterruptedException {
    String extension = Ascii.toLowerCase(MoreFiles.getFileExtension(request.target()));
    switch (extension) {
      case "exr" -> ExrJoin.join(request, threads);
      default ->
          throw new BrokenPictureException(
              request.target() + ": pictures of this kind cannot be joined");
    }
  }
}
