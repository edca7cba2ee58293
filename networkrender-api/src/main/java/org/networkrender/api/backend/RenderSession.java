package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.List;
import org.networkrender.api.RenderException;

/**
 * A renderer that keeps one scene open and renders frame after frame.
 *
 * <p>{@link #render} is called by one thread at a time; {@link #cancel} and {@link #close} may be
 * called from any thread, also while a frame is rendered. After {@link #cancel}, {@link #close}, or
 * an exception of {@link #render}, {@link #isUsable} may turn false; the session is then only
 * closed. Closing ends every process of the session, at once, and removes its temporary files;
 * closing twice does nothing.
 */
public interface RenderSession extends AutoCloseable {

  /**
   * Renders a frame, or the part of it that was asked for.
   *
   * @param request what to render, and into which directory
   * @param listener is told about progress while this method runs, on any thread
   * @return the files written, in the order of {@link SessionRequest#pictures}: complete, of the
   *     right size, in {@link RenderRequest#directory}
   * @throws RenderException if there is no good picture; its kind says who is at fault. After
   *     {@link #cancel} the exception's kind has no meaning
   * @throws InterruptedException if the thread was interrupted; the session is then not usable
   */
  List<Path> render(RenderRequest request, ProgressListener listener)
      throws RenderException, InterruptedException;

  /** Stops the frame that is being rendered, at once, by force; does nothing when there is none. */
  void cancel();

  /** Returns whether another frame may be asked for. */
  boolean isUsable();

  @Override
  void close();
}
