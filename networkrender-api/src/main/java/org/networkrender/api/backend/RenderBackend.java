package org.networkrender.api.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.Provider;
import org.networkrender.api.ProviderContext;
import org.networkrender.api.RenderException;

/**
 * A renderer, as clients and workers see it.
 *
 * <p>A client calls {@link #recognises}, {@link #inspect} and {@link #mismatch}; a worker calls
 * {@link #probe} and {@link #open}. All methods may be called from any thread and at the same time;
 * those that start the renderer may take seconds. None writes beside the scene.
 *
 * <p>The options of a job, which are arguments below, are those that it declares with the scope
 * {@code JOB} among its {@link #options}. A backend that declares none is told whatever the user
 * gave, and passes over what it does not know.
 */
public interface RenderBackend extends Provider {
  /**
   * The name under which a backend that {@link #takesContent} finds, beside the options that the
   * user chose, the file that holds the scene's content, where that is not the scene file itself.
   * No worker is told.
   */
  String CONTENT = "scene.content";

  /** {@inheritDoc} */
  @Override
  default RenderBackend configure(ProviderContext context) throws RenderException {
    return this;
  }

  /**
   * Returns whether a file looks like a scene of this renderer, by its name and its first bytes.
   * Starts no process; returns false for a file that cannot be read.
   */
  boolean recognises(Path scene);

  /**
   * Returns whether the content of a scene may lie in another file than the scene: one that {@link
   * #CONTENT} names. All that is relative to the scene, or follows its name, still means the scene,
   * which need not be there; its directory is.
   */
  default boolean takesContent() {
    return false;
  }

  /**
   * Tells what a file is good for in a scene, by its content: its name proves nothing. What is none
   * of that, or not of a kind that the scene takes it for ({@link SceneDescription#takes}), is not
   * sent to workers from outside of the directories of a scene and its libraries, unless the user
   * allows it. Starts no process.
   *
   * @return the kind in a plain word, such as {@code picture}; empty if it is none that this
   *     renderer reads, or cannot be read
   */
  default Optional<String> kindOf(Path file) {
    return Optional.empty();
  }

  /**
   * Returns whether the user of this machine has chosen a file for all scenes, such as a studio's
   * colours, so that no scene can have named it by itself. It may leave this machine wherever it
   * lies.
   *
   * @param file its real path, without links
   * @param options what the user chose for this job: a file that is chosen by them counts too
   */
  default boolean isChosenByUser(Path file, Map<String, String> options) {
    return false;
  }

  /**
   * Returns the files that the user gave by the options of a job, such as add-ons: another machine
   * that is to look into the scene needs them beside it.
   *
   * @throws RenderException of kind {@code USER} if one is not there
   */
  default List<Path> givenFiles(Map<String, String> options) throws RenderException {
    return List.of();
  }

  /**
   * Returns whether a job with these options brings scripts: programs of its client, such as
   * add-ons, or those that are in its scene. It is rendered only by workers whose owners allow
   * that, and a worker that does not refuses it. Looks at its arguments alone.
   *
   * @param options what the user chose for this job
   */
  default boolean runsScripts(Map<String, String> options) {
    return false;
  }

  /**
   * Returns the kinds of movies that sessions can encode from pictures of any scene, by the
   * extensions of their files in lower case, such as {@code mp4}; none where they cannot.
   */
  default List<String> movieTypes() {
    return List.of();
  }

  /**
   * Looks whether a file that came from another machine is a whole one of those that {@link
   * RenderSession#bake} makes: with a broken one no frame could be rendered. Starts no renderer.
   *
   * @return what is wrong with it, in a few plain words; empty where nothing is, or it cannot be
   *     told
   */
  default Optional<String> bakeFault(Path file) {
    return Optional.empty();
  }

  /**
   * Finds the renderers on this machine and asks each what it can do. One that was found by itself
   * and does not work is reported and left out; one that the settings name has to work. Is called
   * again after a session has {@link RenderSession#givenUp}.
   *
   * @return what each can do, one or more, the best first
   * @throws RenderException if there is no usable renderer; the advice says how to get one
   */
  List<Capabilities> probe(BackendSettings settings) throws RenderException;

  /**
   * Returns, where each slot of a worker is to have a graphics card for itself, the words for each
   * slot that {@link BackendSettings#device} has to say then.
   *
   * @param settings how to find and start the renderers here, and which devices are wanted
   * @return one for each card; none where no card would be used
   * @throws RenderException as {@link #probe} does
   */
  default List<String> deviceOfEachSlot(BackendSettings settings) throws RenderException {
    return List.of();
  }

  /**
   * Returns, in a few words for people, on which graphics cards a renderer that has no {@link
   * #mismatch} renders a scene. Looks at its arguments alone.
   *
   * @return empty where it is the processor, or nobody knows
   */
  default Optional<String> deviceOf(
      SceneDescription scene, Map<String, String> options, Capabilities capabilities) {
    return Optional.empty();
  }

  /**
   * Opens a scene once and tells what is in it. Changes nothing.
   *
   * @param scene the scene file
   * @param settings how to find and start the renderer here
   * @param options what the user chose for this job, by name (see {@link SessionRequest#options})
   * @throws RenderException of kind {@code USER} if the scene cannot be rendered as it is: not a
   *     scene, truncated, no camera; of kind {@code REFUSED} if no renderer of this machine can
   *     look into it, but another machine's may: none is here, or none of the version that is
   *     needed
   */
  SceneDescription inspect(Path scene, BackendSettings settings, Map<String, String> options)
      throws RenderException;

  /**
   * Does what {@link #inspect} does, where a session of the scene will probably be opened with the
   * same settings within seconds: the renderer that looked into it may wait for that one. It ends
   * when nobody wanted it for some seconds, with {@link #endWaiting}, or with this program.
   */
  default SceneDescription inspectToRender(
      Path scene, BackendSettings settings, Map<String, String> options) throws RenderException {
    return inspect(scene, settings, options);
  }

  /** Returns whether a renderer that {@link #inspectToRender} left waits now. */
  default boolean isWaiting() {
    return false;
  }

  /**
   * Returns whether a process of this machine is a renderer of this kind that a person runs
   * himself: none that a backend has started, in this program or in another one. May be called from
   * any thread, often.
   */
  default boolean isUsersOwn(ProcessHandle process) {
    return false;
  }

  /** Ends what {@link #inspectToRender} left and no session has taken; returns when it is gone. */
  default void endWaiting() {}

  /**
   * Chooses who looks into a scene for a machine that cannot. Starts no renderer.
   *
   * @param scene the scene file, on this machine
   * @param options what the user chose for this job
   * @param others what renderers of other machines can do
   * @return those of {@code others} that probably can, the best first; none where this backend
   *     looks only into scenes of the same machine
   * @throws RenderException if the file is no scene, or the options make no sense
   */
  default List<Capabilities> inspectors(
      Path scene, Map<String, String> options, List<Capabilities> others) throws RenderException {
    return List.of();
  }

  /**
   * Looks into a scene of another machine that cannot do it itself and has chosen this one by its
   * {@link #inspectors}. An interrupt ends it.
   *
   * @param request the scene and the files that came with it, among them the scene under the path
   *     that it has on that machine; there are no pictures yet
   * @return what that machine's {@link #describe} reads
   * @throws RenderException of kind {@code REFUSED} if this machine's renderers cannot, but another
   *     one's may
   */
  default String look(SessionRequest request) throws RenderException {
    throw new RenderException(
        ErrorKind.REFUSED, "it does not look into scenes of other machines", "");
  }

  /**
   * Makes a description of what another machine told of a scene of this one. What was told is not
   * to be trusted: no file gets into the description that the scene does not name itself.
   *
   * @param scene the scene file, on this machine
   * @param told what {@link #look} returned there
   * @param seen the files that were sent with the scene for that look
   * @param options what the user chose for this job
   * @throws RenderException as {@link #inspect} does; of kind {@code WORKER} if what was told makes
   *     no sense
   */
  default DistantLook describe(
      Path scene, String told, List<Path> seen, Map<String, String> options)
      throws RenderException {
    throw new RenderException(
        ErrorKind.REFUSED, "it does not look into scenes of other machines", "");
  }

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
   * Decides, once for a job, from what kind of device parts of its frames come where machines
   * differ, so that no frame is made of two kinds; {@link #partMismatch} and {@link #difference}
   * judge by that afterwards. What is decided here may change how a frame is cut, but neither what
   * the scene is nor which pictures of an earlier run are its own. Looks at its arguments alone.
   *
   * @param scene the scene, as {@link #inspect} described it
   * @param options what the user chose for this job
   * @param slots what each slot that is known would render with; may be empty
   * @return the same scene, with what sessions have to know of the decision in its properties
   */
  default SceneDescription forFarm(
      SceneDescription scene, Map<String, String> options, List<Capabilities> slots) {
    return scene;
  }

  /**
   * Returns whether {@link #forFarm} decides about a scene by what the farm has, so that it is
   * better to wait for a first machine than to decide for none. Looks at its arguments alone.
   */
  default boolean dependsOnFarm(SceneDescription scene, Map<String, String> options) {
    return false;
  }

  /**
   * Returns a text by which parts are told apart that must not be joined although they are of the
   * same job, as a later run on other machines may have them: it stands for what {@link #forFarm}
   * decided. Parts of such a source may differ in their last bits from the whole frame, so none are
   * made where the user wants them exact.
   *
   * @return empty where parts are what they always were
   */
  default String partSource(SceneDescription scene) {
    return "";
  }

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
   * Tells what in the pictures of a scene is another one whenever they are rendered, so that two
   * renders are compared by the rest. Looks at its argument alone.
   */
  default RenderTraces traces(SceneDescription scene) {
    return RenderTraces.NONE;
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
