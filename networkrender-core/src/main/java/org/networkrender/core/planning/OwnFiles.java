package org.networkrender.core.planning;

import com.google.common.util.concurrent.RateLimiter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.assets.CopiedFiles;
import org.networkrender.core.assets.UserFiles;
import org.networkrender.core.order.Notice;
import org.networkrender.core.text.PlainSize;

/**
 * The files of a job as they were at its start: copies, so that nothing that is saved while it
 * renders changes the job, or the files themselves if the user wants none.
 *
 * @param sent all of them, as they are sent
 * @param release lets go of the copies; does nothing the second time
 */
record OwnFiles(SentFiles sent, Runnable release) {
  /** From so much on a person is told what takes so long. */
  private static final long WORTH_TELLING = 2L << 30;

  /** How often. */
  private static final double TOLD_PER_SECOND = 0.2;

  /** What is to stay free on the disk. */
  private static final long RESERVE = 64L << 20;

  /** Takes the files of a scene, and its own content from where it is. Blocks. */
  static OwnFiles take(
      SceneDescription scene,
      SceneContent content,
      boolean copied,
      UserFiles files,
      Consumer<Notice> notices)
      throws RenderException {
    return copied
        ? copy(scene, content, files, notices)
        : new OwnFiles(
            SentFiles.of(
                scene.scene(), scene.files(), content.from(files.inPlace()), files.lanes()),
            () -> {});
  }

  private static OwnFiles copy(
      SceneDescription scene, SceneContent content, UserFiles files, Consumer<Notice> notices)
      throws RenderException {
    Set<Path> all = SentFiles.all(scene.scene(), scene.files());
    Progress progress = new Progress(notices);
    CopiedFiles copies;
    try {
      copies = files.copies(progress::copied);
    } catch (IOException e) {
      throw cannotCopy(e);
    }
    boolean taken = false;
    try {
      progress.begin(checkRoom(copies, content, all));
      SentFiles sent =
          SentFiles.of(scene.scene(), scene.files(), content.from(copies), files.lanes());
      taken = true;
      return new OwnFiles(sent, copies::close);
    } finally {
      if (!taken) {
        copies.close();
      }
    }
  }

  private static long checkRoom(CopiedFiles copies, SceneContent content, Set<Path> all)
      throws RenderException {
    try {
      long missing = 0;
      for (Path file : all) {
        missing += SentFiles.reading(content.of(file), copies::missingBytes);
      }
      long usable = copies.usableBytes();
      if (missing > 0 && missing + RESERVE > usable) {
        throw new RenderException(
            ErrorKind.RESOURCE,
            "A copy of the scene's files takes "
                + PlainSize.of(missing)
                + ", and the disk with "
                + copies.place()
                + " has "
                + PlainSize.of(usable)
                + " left",
            ADVICE);
      }
      return missing;
    } catch (IOException e) {
      throw cannotCopy(e);
    }
  }

  private static final String ADVICE =
      "Make room; or give --no-copy, and change none of the files before the job has ended";

  static RenderException cannotCopy(IOException cause) {
    return new RenderException(
        ErrorKind.RESOURCE,
        "The scene's files cannot be copied: " + cause.getMessage(),
        ADVICE,
        cause);
  }

  /** Tells how far copying is where it takes long. */
  private static final class Progress {
    private final Consumer<Notice> notices;
    private final RateLimiter rate = RateLimiter.create(TOLD_PER_SECOND);
    private final AtomicLong done = new AtomicLong();
    private volatile long total;

    Progress(Consumer<Notice> notices) {
      this.notices = notices;
    }

    void begin(long bytes) {
      total = bytes;
      if (bytes >= WORTH_TELLING) {
        boolean unused = rate.tryAcquire();
        tell(
            "copying " + PlainSize.of(bytes) + " of files, so that the job keeps them as they are");
      }
    }

    void copied(long bytes) {
      long sum = done.addAndGet(bytes);
      if (total >= WORTH_TELLING && rate.tryAcquire()) {
        tell("copied " + PlainSize.of(sum) + " of " + PlainSize.of(total));
      }
    }

    private void tell(String text) {
      notices.accept(new Notice(Notice.Level.INFO, text));
    }
  }
}
