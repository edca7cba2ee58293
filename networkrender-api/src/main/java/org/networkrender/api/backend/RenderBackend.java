package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.Provider;
import org.networkrender.api.RenderException;

/**
 * A renderer, as clients and workers see it.
 *
 * <p>A client calls {@link #recognises}, {@link #inspect} and {@link #mismatch}; a worker calls
 * {@link #probe} and {@link #open}. All methods may be called from any thread and at the same time;
 * those that start the renderer may take seconds. None writes beside the scene.
 */
public interface RenderBackend extends Provider {

  /**
   * Returns whether a file looks like a scene of this renderer, by its name and its first bytes.
   * Starts no process; returns false for a file that cannot be read.
   */
  boolean recognises(Path scene);

  /**
   * Finds the renderers on this machine and asks each what it can do. One that was found by itself
   * and does not work is reported and left out; one that the settings name has to work.
   *
   * @return what each can do, one or more, the best first
   * @throws RenderException if there is no usable renderer; the advice says how to get one
   */
  List<Capabilities> probe(BackendSettings settings) throws RenderException;

  /**
   * Opens a scene once and tells what is in it. Changes nothing.
   *
   * @param scene the scene file
   * @param settings how to find and start the renderer here
   * @param options what the user chose for this job, by name (see {@link SessionRequest#options})
   * @throws RenderException of kind {@code USER} if the scene cannot be rendered as it is: not a
   *     scene, truncated, made by a newer renderer, no camera
   */
  SceneDescription inspect(Path scene, BackendSettings settings, Map<String, String> options)
      throws RenderException;

  /**
   * Judges whether a renderer with the given capabilities can render a scene as its author meant
   * it. Looks at its arguments alone.
   *
   * @param scene the scene, as {@link #inspect} described it
   * @param options what the user chose for this job
   * @param capabilities what {@link #probe} said of one renderer of the worker in question
   * @return why not, in one plain line with the choices that there are, or empty when it can
   */
  Optional<String> mismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities);

  /**
   * Tells why parts of a frame from a renderer that has no {@link #mismatch} do not fit to parts
   * from this machine's, for example because it is another build. Whole frames of it are used.
   * Looks at its arguments alone.
   *
   * @return the reason, in one plain line, or empty when they fit
   */
  default Optional<String> partMismatch(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.empty();
  }

  /**
   * Tells why a renderer that has no {@link #mismatch} may still give pictures that differ in their
   * last bits from this machine's, for example because its processor has other instructions. Looks
   * at its arguments alone.
   *
   * @return the reason, in one plain line, or empty when the pictures are the same
   */
  default Optional<String> difference(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.empty();
  }

  /**
   * Measures what a frame costs on this machine, by rendering a small piece of it. Blocks for as
   * long as a session needs to prepare the frame, and a second or two.
   *
   * @param scene the scene, as {@link #inspect} described it
   * @param frame the frame number
   * @param settings how to find and start the renderer here
   * @param options what the user chose for this job
   * @return the cost, or empty when this backend cannot tell
   * @throws RenderException if the piece cannot be rendered
   */
  default Optional<FrameCost> estimate(
      SceneDescription scene, int frame, BackendSettings settings, Map<String, String> options)
      throws RenderException {
    return Optional.empty();
  }

  /**
   * Makes a session, in which the renderer keeps a scene open. The renderer may be started now or
   * with the first frame, but is not waited for: loading the scene belongs to the first frame,
   * since only a session's processes can be watched and ended. A worker interrupts a thread that
   * does not come back from here for as long as a renderer may be silent; what was started is to be
   * ended then.
   *
   * @throws RenderException if the renderer cannot be started
   */
  RenderSession open(SessionRequest request) throws RenderException;
}
