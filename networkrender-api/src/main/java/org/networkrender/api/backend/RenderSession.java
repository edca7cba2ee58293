package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

/**
 * A renderer that keeps one scene open and renders frame after frame.
 *
 * <p>{@link #render}, {@link #finish}, {@link #bake} and {@link #encode} are called by one thread
 * at a time; {@link #cancel} and {@link #close} may be called from any thread, also while a frame
 * is rendered, and so may {@link #process}, {@link #givenUp} and {@link #isUsable}, which are to
 * answer at once. After {@link #cancel}, {@link #close}, or an exception of {@link #render}, {@link
 * #isUsable} may turn false; the session is then only closed. Closing ends every process of the
 * session, at once, and removes its temporary files; closing twice does nothing.
 */
public interface RenderSession extends AutoCloseable {

  /**
   * Renders a frame, or the part of it that was asked for.
   *
   * @param request what to render, and into which directory
   * @param listener is told about progress while this method runs, on any thread
   * @return the files written, complete, the pictures of the right size, in {@link
   *     RenderRequest#directory}: for a whole frame in the order of {@link
   *     SessionRequest#pictures}, for a part one file named after {@link SessionRequest#part}
   * @throws RenderException if there is no good picture; its kind says who is at fault. After
   *     {@link #cancel} the exception's kind has no meaning
   * @throws InterruptedException if the thread was interrupted; the session is then not usable
   */
  List<Path> render(RenderRequest request, ProgressListener listener)
      throws RenderException, InterruptedException;

  /**
   * Makes the files of a frame from its joined parts: the files that {@link #render} would have
   * given for the whole frame. Is called only for scenes whose part format asks for it.
   *
   * @param request which frame, from which file, and into which directory
   * @param listener is told about progress while this method runs, on any thread
   * @return the files written, in the order of {@link SessionRequest#pictures}
   * @throws RenderException if there is no good picture; its kind says who is at fault
   * @throws InterruptedException if the thread was interrupted; the session is then not usable
   */
  default List<Path> finish(FinishRequest request, ProgressListener listener)
      throws RenderException, InterruptedException {
    throw new RenderException(
        ErrorKind.INTERNAL, "This backend does not finish joined pictures", "Please report this");
  }

  /**
   * Plays the scene's simulations, and stores what they give in one file, which only the same
   * backend reads: a session that is opened with it ({@link SessionRequest#baked}) renders any
   * frame up to the last one as a renderer does that has played all frames before. Is called only
   * for scenes with a {@link Simulation} that can be stored, in a session that renders nothing
   * else.
   *
   * @param request up to which frame, and into which directory
   * @param listener is told about progress while this method runs, on any thread
   * @return the file, complete: {@link BakeRequest#file}
   * @throws RenderException if they cannot be played; its kind says who is at fault
   * @throws InterruptedException if the thread was interrupted; the session is then not usable
   */
  default Path bake(BakeRequest request, ProgressListener listener)
      throws RenderException, InterruptedException {
    throw new RenderException(
        ErrorKind.INTERNAL, "This backend does not bake simulations", "Please report this");
  }

  /**
   * Encodes a movie from the pictures of its frames, with the scene's own settings and sound. The
   * pictures are shown as they are: what is done once a picture has been done to them.
   *
   * @param request of which pictures, and where it goes
   * @param listener is told about progress while this method runs, on any thread
   * @throws RenderException if there is no good movie; of kind {@code REFUSED} if this renderer
   *     lacks what the movie needs, such as an encoder or sound, and another one may have it
   * @throws InterruptedException if the thread was interrupted; the session is then not usable
   */
  default void encode(MovieRequest request, ProgressListener listener)
      throws RenderException, InterruptedException {
    throw new RenderException(
        ErrorKind.INTERNAL, "This backend does not encode movies", "Please report this");
  }

  /**
   * Returns the renderer's process. A worker looks for signs of work in it and in all that it
   * started, and ends what is left of them when the session has closed. A session that never shows
   * a process may be silent for as long as it likes: it is ended only by the job's time limit.
   *
   * @return the process that runs now, or empty when there is none, or none of its own
   */
  default Optional<ProcessHandle> process() {
    return Optional.empty();
  }

  /**
   * Returns what people are to be told when a device that this session renders on has failed so
   * often that the backend uses it no more; the worker then asks {@link RenderBackend#probe} again
   * what is left. Empty while it is used.
   */
  default Optional<String> givenUp() {
    return Optional.empty();
  }

  /** Stops the frame that is being rendered, at once, by force; does nothing when there is none. */
  void cancel();

  /** Returns whether another frame may be asked for. */
  boolean isUsable();

  @Override
  void close();
}
