package org.networkrender.core.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.SampleRange;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.api.backend.RenderDevice;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;

/**
 * What client and worker say to each other. Every constructor checks what it is given: a message
 * that exists is valid in itself.
 *
 * <p>An attempt's number is chosen by the client and means something on one connection only; so
 * does a job's.
 */
public sealed interface Message {
  /** The version of this protocol. Both sides must speak the same one. */
  int PROTOCOL = 10;

  /** Both ways: a sign of life. */
  record Beat() implements Message {}

  /** The client's first message. */
  record Hello(int protocol, String client, String name) implements Message {
    /** Checks the texts. */
    public Hello {
      checkText(client, 64);
      checkText(name, 64);
    }
  }

  /**
   * The worker's answer: come in.
   *
   * @param alsoAt at which of its own addresses this client, by its number, has greeted it already
   *     and is still there; none from earlier versions
   */
  record Welcome(
      int protocol,
      String worker,
      String name,
      int slots,
      List<Capabilities> backends,
      List<String> alsoAt)
      implements Message {
    /** The most places that are told: as many as a worker lets connections in. */
    public static final int MOST_PLACES = 256;

    /** Creates the answer to a client that is there by no other way. */
    public Welcome(
        int protocol, String worker, String name, int slots, List<Capabilities> backends) {
      this(protocol, worker, name, slots, backends, List.of());
    }

    /** Checks the fields. */
    public Welcome {
      checkText(worker, 64);
      checkText(name, 64);
      checkArgument(slots >= 0 && slots <= 64, "slots");
      backends = ImmutableList.copyOf(backends);
      checkArgument(backends.size() <= 64, "backends");
      for (Capabilities each : backends) {
        checkText(each.backend(), 32);
        checkText(each.version(), 200);
        checkArgument(each.devices().size() <= RenderDevice.MOST, "devices of a renderer");
        each.devices().forEach(device -> checkText(device, RenderDevice.LONGEST));
      }
      alsoAt = alsoAt == null ? ImmutableList.of() : ImmutableList.copyOf(alsoAt);
      checkArgument(alsoAt.size() <= MOST_PLACES, "places of a worker");
      alsoAt.forEach(place -> checkText(place, 100));
    }
  }

  /** Either side's answer when it cannot go on; it closes the connection then. */
  record Refused(String reason) implements Message {
    /** Checks the text. */
    public Refused {
      checkText(reason, 1000);
    }
  }

  /**
   * The worker takes tasks in this many slots from now on.
   *
   * @param slots how many; 0 when it rests, or is about to leave
   * @param reason why there are none, for people; may be empty
   */
  record Offer(int slots, String reason) implements Message {
    /** Checks the fields. */
    public Offer {
      checkArgument(slots >= 0 && slots <= 64, "slots");
      checkText(reason, MAX_TEXT);
    }
  }

  /** The client will send tasks of this job; the manifest is a blob. */
  record OpenJob(int job, String backend, Sha256 manifest, long manifestBytes) implements Message {
    /** Checks the fields. */
    public OpenJob {
      checkText(backend, 32);
      Objects.requireNonNull(manifest);
      checkArgument(
          manifestBytes > 0 && manifestBytes <= JobManifest.MAX_BYTES, "size of the manifest");
    }
  }

  /** The worker receives the job's files. */
  record Receiving(int job, long bytes, long total) implements Message {}

  /** The worker has the job's files. */
  record JobReady(int job) implements Message {}

  /** The worker cannot do this job. */
  record JobFailed(int job, ErrorKind kind, String message, String advice) implements Message {
    /** Checks the texts. */
    public JobFailed {
      Objects.requireNonNull(kind);
      checkText(message, MAX_TEXT);
      checkText(Strings.nullToEmpty(advice), MAX_TEXT);
    }
  }

  /**
   * The client cannot look into a scene itself and asks the worker to; the manifest is a blob, as a
   * job's is, but names no pictures. The answer is {@link Inspected} or {@link JobFailed}.
   */
  record Inspect(int job, String backend, Sha256 manifest, long manifestBytes) implements Message {
    /** Checks the fields. */
    public Inspect {
      checkText(backend, 32);
      Objects.requireNonNull(manifest);
      checkArgument(
          manifestBytes > 0 && manifestBytes <= JobManifest.MAX_BYTES, "size of the manifest");
    }
  }

  /** The worker has looked into a scene; what its backend tells of it is a blob. */
  record Inspected(int job, Sha256 told, long bytes) implements Message {
    /** The most bytes that there may be to tell: as many names as a manifest can have. */
    public static final int MAX_BYTES = JobManifest.MAX_BYTES;

    /** Checks the fields. */
    public Inspected {
      Objects.requireNonNull(told);
      checkArgument(bytes > 0 && bytes <= MAX_BYTES, "size of what is told");
    }
  }

  /** The client ends the job, or the look into a scene: nothing of it is needed any more. */
  record CloseJob(int job) implements Message {}

  /** What is to be done in a task. */
  enum Work {
    /** Frames are rendered, or a part of one. */
    RENDER,
    /** A frame is finished from its joined parts. */
    FINISH,
    /** The scene's simulations are baked, up to the last one of the frames. */
    BAKE,
    /** A movie is encoded from the pictures of the frames. */
    ENCODE
  }

  /**
   * The client hands out a task.
   *
   * @param work what is to be done
   * @param frames with which frames
   * @param region the part of the canvas that is rendered, or null for all of it
   * @param samples the part of the samples, or null for all of them
   * @param made what other tasks have made of the frames, and is needed: the joined file of the one
   *     that is finished, or the list of the pictures of a movie, which {@link
   *     MessageCodec#decodeBlobs} reads
   * @param baked what was baked of the scene, or null
   * @param movie the movie that is encoded, or null
   */
  record Assign(
      int job,
      long attempt,
      Work work,
      FrameSet frames,
      @Nullable PixelRegion region,
      @Nullable SampleRange samples,
      @Nullable MadeFile made,
      @Nullable MadeFile baked,
      @Nullable MovieOrder movie)
      implements Message {
    /** Checks that there is a frame, one alone for what belongs to one, and what the work needs. */
    public Assign {
      checkArgument(work != null, "work of a task");
      checkArgument(!frames.isEmpty(), "no frame");
      boolean part = region != null || samples != null;
      boolean needs = work == Work.FINISH || work == Work.ENCODE;
      checkArgument(
          !part || (work == Work.RENDER && frames.size() == 1), "a part of what has none");
      checkArgument(needs == (made != null), "what a task is made from");
      checkArgument(work != Work.FINISH || frames.size() == 1, "several frames to be finished");
      checkArgument(work != Work.BAKE || baked == null, "a bake of what is baked");
      checkArgument((work == Work.ENCODE) == (movie != null), "the movie of a task");
    }

    /** Hands out the rendering of frames, or of a part of one, of which nothing is baked. */
    public static Assign render(
        int job,
        long attempt,
        FrameSet frames,
        @Nullable PixelRegion region,
        @Nullable SampleRange samples) {
      return new Assign(job, attempt, Work.RENDER, frames, region, samples, null, null, null);
    }

    /** Hands out the finishing of a frame. */
    public static Assign finish(int job, long attempt, FrameSet frame, MadeFile joined) {
      return new Assign(job, attempt, Work.FINISH, frame, null, null, joined, null, null);
    }

    /** Returns the same task of a scene that was baked. */
    public Assign withBaked(MadeFile file) {
      return new Assign(job, attempt, work, frames, region, samples, made, file, movie);
    }
  }

  /**
   * A file that other tasks of a job have made, which the client gives away.
   *
   * @param content its SHA-256
   * @param bytes its size in bytes
   */
  record MadeFile(Sha256 content, long bytes) {
    /** Checks the fields. */
    public MadeFile {
      Objects.requireNonNull(content);
      checkArgument(bytes > 0, "size of a file that was made");
    }
  }

  /**
   * Which movie is encoded.
   *
   * @param index of which of the pictures of a frame, from 0 on
   * @param file a plain name for it, with its extension
   */
  record MovieOrder(int index, PictureName file) {
    /** Checks the fields. */
    public MovieOrder {
      checkArgument(index >= 0, "index of a movie's pictures");
      Objects.requireNonNull(file);
    }
  }

  /** The client wants a task back if it has not started. */
  record Revoke(long attempt) implements Message {}

  /** The client does not want a task any more, whatever its state. */
  record Cancel(long attempt) implements Message {}

  /** The client has the task's pictures; the worker may forget them. */
  record Release(long attempt) implements Message {}

  /** The worker has begun a task. */
  record Started(long attempt) implements Message {}

  /** A task comes along. */
  record Progressed(long attempt, double fraction, String note) implements Message {
    /** Checks the fields. */
    public Progressed {
      checkArgument(fraction >= 0 && fraction <= 1, "fraction");
      checkText(note, 200);
    }
  }

  /** A task's pictures are there to be fetched. */
  record Rendered(long attempt, double seconds, List<ResultFile> files) implements Message {
    /** Checks the fields. */
    public Rendered {
      checkArgument(seconds >= 0 && seconds < 1e9, "seconds");
      files = ImmutableList.copyOf(files);
    }
  }

  /**
   * A task failed. A worker does not tell that it was lost.
   *
   * @param stage how far it had come
   * @param output the last lines that the renderer printed; none from earlier versions
   */
  record Failed(
      long attempt,
      FailureKind kind,
      FailureStage stage,
      String message,
      String advice,
      List<String> output)
      implements Message {
    /** So many lines of a renderer are told. */
    public static final int MOST_LINES = 20;

    /** So many characters of each. */
    public static final int LONGEST_LINE = 500;

    /** Creates the failure of a task of which no renderer printed anything. */
    public Failed(
        long attempt, FailureKind kind, FailureStage stage, String message, String advice) {
      this(attempt, kind, stage, message, advice, List.of());
    }

    /** Checks the fields. */
    public Failed {
      checkArgument(kind != null && kind != FailureKind.LOST, "kind of a failure");
      Objects.requireNonNull(stage);
      checkText(message, MAX_TEXT);
      checkText(Strings.nullToEmpty(advice), MAX_TEXT);
      output = output == null ? ImmutableList.of() : ImmutableList.copyOf(output);
      checkArgument(output.size() <= MOST_LINES, "lines of a renderer");
      output.forEach(line -> checkText(line, LONGEST_LINE));
    }
  }

  /** A revoked task had not started and is given back. */
  record Returned(long attempt) implements Message {}

  /**
   * A picture file.
   *
   * @param name its plain file name
   * @param content its SHA-256
   * @param bytes its size in bytes
   */
  record ResultFile(String name, Sha256 content, long bytes) {
    /** Checks the fields. */
    public ResultFile {
      checkText(name, 255);
      Objects.requireNonNull(content);
      checkArgument(bytes > 0, "size of a picture");
    }
  }

  /** The longest text of an error, in characters. */
  int MAX_TEXT = 2000;

  private static void checkText(String text, int most) {
    checkArgument(text != null && text.length() <= most, "a text is missing or too long");
  }

  /** Returns a text cut to what a message may carry. */
  static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
