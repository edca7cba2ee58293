package org.networkrender.core.planning;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.FileNames;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.FrameCost;
import org.networkrender.api.backend.PartFormat;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.api.backend.SceneSubject;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.split.SplitRequest;
import org.networkrender.api.split.Task;
import org.networkrender.core.assembly.FrameOutput;
import org.networkrender.core.assembly.PartPlanner;
import org.networkrender.core.assets.UserFiles;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.output.FrameFiles;
import org.networkrender.core.output.KeptFrames;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.output.PictureNames;
import org.networkrender.core.providers.ProviderFaultException;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.wire.JobManifest;

/** Looks into a scene and makes a plan. Blocks for seconds; runs on the caller's thread. */
public final class JobPlanner {
  private final Providers providers;
  private final BackendSettings settings;
  private final boolean local;
  private final UserFiles files;
  private final JobOrder order;
  private final SceneContent content;
  private final Consumer<Notice> notices;
  private final KeptFrames.Decision decision;
  private boolean distant;
  private boolean measured = true;

  /** The scene file as it was before it was looked into. */
  private @Nullable Object seen;

  /**
   * Prepares.
   *
   * @param settings how the renderer of this machine is found and started
   * @param local whether this machine renders too
   * @param files how the job comes to its files
   * @param decision is asked about pictures that are there
   */
  public JobPlanner(
      Providers providers,
      BackendSettings settings,
      boolean local,
      UserFiles files,
      JobOrder order,
      Consumer<Notice> notices,
      KeptFrames.Decision decision) {
    this.providers = providers;
    this.settings = settings;
    this.local = local;
    this.files = files;
    this.order = order;
    this.content = SceneContent.of(order);
    this.notices = notices;
    this.decision = decision;
  }

  /**
   * Returns who renders the scene.
   *
   * @throws RenderException if the scene cannot be read, no backend renders it, or an option of the
   *     order is known to nobody
   */
  public RenderBackend backend() throws RenderException {
    RenderBackend backend = found();
    content.checkTaken(backend);
    JobOptions.check(order.options(), backend, providers.splitter(order.splitter()));
    return backend;
  }

  private RenderBackend found() throws RenderException {
    Path scene = order.sources().content().orElse(order.scene());
    content.checkPlace();
    if (!Files.isRegularFile(scene)) {
      throw RenderException.user(
          "There is no file " + scene, "Name the scene file that is to be rendered");
    }
    if (!Files.isReadable(scene)) {
      throw RenderException.user("The file " + scene + " cannot be read", "See its permissions");
    }
    if (order.backend().isPresent()) {
      return providers.backend(order.backend().get());
    }
    for (RenderBackend backend : providers.backends()) {
      if (recognises(backend, scene)) {
        return backend;
      }
    }
    throw RenderException.user(
        scene + " is not a scene that can be rendered here",
        "Name a .blend file, or add the jar of another renderer with --plugins");
  }

  /** One that is at fault here does not stand in the way of the others. */
  private boolean recognises(RenderBackend backend, Path scene) {
    try {
      return backend.recognises(scene);
    } catch (ProviderFaultException e) {
      warn(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /**
   * Looks into the scene with a renderer of this machine, and tells what a person should know of
   * it.
   *
   * @throws RenderException of kind {@code REFUSED} if no renderer of this machine can
   */
  public SceneDescription inspect(RenderBackend backend) throws RenderException {
    Path scene = order.scene().toAbsolutePath().normalize();
    seen = SentFiles.reading(order.content(), UserFiles::seen);
    Map<String, String> options = content.with(order.options());
    SceneDescription description =
        local
            ? backend.inspectToRender(scene, settings, options)
            : backend.inspect(scene, settings, options);
    tell(description);
    return description;
  }

  /**
   * Takes a description from another machine, since this one has no renderer for the scene.
   *
   * @param inspection asks the other machines
   * @param own why this one cannot look into the scene
   * @param other whether it has another renderer of the backend
   */
  public SceneDescription inspectElsewhere(
      DistantInspection inspection, RenderBackend backend, RenderException own, boolean other)
      throws RenderException {
    distant = true;
    SceneDescription description =
        inspection.inspect(
            new DistantInspection.Wish(
                backend,
                order.scene(),
                order.content(),
                backendOptions(),
                content.with(backendOptions()),
                order.sources().allowed(),
                own,
                other,
                order.rules().othersWithin()),
            notices);
    tell(description);
    return description;
  }

  /** Says what a person should know of the scene; refuses one that lacks something. */
  private void tell(SceneDescription description) throws RenderException {
    description.warnings().forEach(text -> warn(text, description.subjects()));
    MissingThings missing = MissingThings.of(description);
    missing.lines().forEach(text -> warn(text, missing.subjects()));
    if (!order.sources().missing()) {
      missing.refuse(order.scene());
    }
  }

  private void warn(String text, Map<String, SceneSubject> subjects) {
    Optional<SceneSubject> about = Optional.ofNullable(subjects.get(text));
    notices.accept(new Notice(Notice.Level.WARNING, text, about));
  }

  private void warn(String text) {
    notices.accept(new Notice(Notice.Level.WARNING, text));
  }

  private void info(String text) {
    notices.accept(new Notice(Notice.Level.INFO, text));
  }

  /** Opens the output directory and makes the plan; closes the directory again when that fails. */
  public JobPlan plan(RenderBackend backend, SceneDescription scene, KnownFarm farm)
      throws RenderException {
    try {
      return opened(backend, scene, farm);
    } catch (InvalidPathException e) {
      throw FileNames.error(e);
    }
  }

  private JobPlan opened(RenderBackend backend, SceneDescription scene, KnownFarm farm)
      throws RenderException {
    SendingRule.check(
        scene, scene.files(), order.sources().allowed(), backend, order.options(), notices);
    OwnFiles own = OwnFiles.take(scene, content, order.sources().copied(), files, notices);
    boolean planned = false;
    try {
      files.save();
      checkUnchanged(order.content());
      JobPlan plan = opened(backend, scene, farm, own);
      planned = true;
      return plan;
    } finally {
      if (!planned) {
        own.release().run();
      }
    }
  }

  /** Returns why not all files of a scene may be sent, or saved by it; empty when they may. */
  public Optional<RenderException> refusal(RenderBackend backend, SceneDescription scene) {
    try {
      SendingRule.check(
          scene, scene.files(), order.sources().allowed(), backend, order.options(), notice -> {});
      checkWriting(scene, scene.pictures(), scene.frames());
      return Optional.empty();
    } catch (RenderException e) {
      return Optional.of(e);
    }
  }

  /** What was seen in the scene must be what is rendered. */
  private void checkUnchanged(Path scene) throws RenderException {
    if (seen != null && !seen.equals(SentFiles.reading(scene, UserFiles::seen))) {
      throw RenderException.user(
          "The scene " + scene + " was changed while it was looked into",
          "Wait until it is saved, then give the same command again");
    }
  }

  private JobPlan opened(
      RenderBackend backend, SceneDescription description, KnownFarm farm, OwnFiles own)
      throws RenderException {
    SceneDescription plain = UncutFrames.of(description);
    FarmScene decided = FarmScene.of(backend, plain, order, farm);
    SceneDescription scene = decided.scene();
    FrameSet frames =
        order.frames().orElse(order.still() ? FrameSet.of(scene.current()) : scene.frames());
    if (frames.isEmpty()) {
      throw RenderException.user(
          "There is no frame to render: the scene's frame range is empty",
          "Name the frames with --frames 1-24");
    }
    List<PictureName> pictures = PictureNames.of(scene.pictures(), order.picture(), frames);
    SentFiles sent = own.sent();
    checkWriting(scene, pictures, frames);
    BakePlans.check(scene, order);
    FrameFiles names = FrameFiles.of(pictures, scene.furtherFiles(), order.output());
    JobManifest manifest = manifest(scene, names.sent(), sent);
    // Whole frames are the job's own whatever rendered them.
    Sha256 identity =
        JobIdentity.of(
            backend, scene.equals(plain) ? manifest : manifest(plain, names.sent(), sent));
    Sha256 partIdentity = JobIdentity.ofParts(identity, backend.partSource(scene));
    OutputDirectory output = OutputDirectory.open(order.output());
    try {
      EarlierRuns.Done done =
          new EarlierRuns(order, output, decision, notices)
              .of(
                  new MoviePlans(order, backend, scene, pictures, frames).plan(identity, notices),
                  frames,
                  names,
                  identity,
                  scene.size());
      FrameSet pending = frames.minus(done.kept());
      JobSplitter splitter = providers.splitter(order.splitter());
      // What the user chose of the cut, in words that a later run compares.
      String choice =
          splitter.name() + ' ' + JobOptions.ofSplitter(splitter, JobOptions.ofSplit(order));
      PartPlanner planner =
          new PartPlanner(
              new FrameOutput(output, pictures.get(0), identity, partIdentity, choice),
              order.rules().cutsFrames());
      planner.forget(done.kept());
      measured = decided.measured();
      int fitting = pending.size() == 1 ? decided.fitting() : farm.slots();
      PartPlanner.Cut cut = cut(backend, scene, planner, splitter, pending, fitting);
      RoomCheck.check(cut.assemblies(), farm.memories(), output.path());
      if (scene.parts().isPresent() && !cut.split().tasks().stream().allMatch(Task::isPart)) {
        RoomCheck.checkWhole(scene.parts().get(), farm.memories());
      }
      info(cut.split().explanation());
      names.toldFurther().ifPresent(this::info);
      if (cut.partsHere() > 0) {
        info("parts that are there already and are kept: " + cut.partsHere());
      }
      JobPlan.ManifestFile file = ManifestFiles.write(manifest, output);
      Map<Sha256, Path> contents = sent.contents();
      contents.put(file.content(), file.file());
      return new JobPlan(
          order,
          backend,
          scene,
          names,
          output,
          frames,
          done.kept(),
          cut.split(),
          cut.assemblies(),
          identity,
          partIdentity,
          choice,
          file,
          contents,
          BakePlans.of(scene, pending, identity, output, notices),
          done.movies(),
          done.discards(),
          own.release());
    } catch (UncheckedIOException e) {
      output.close();
      throw output.cannotWrite(Objects.requireNonNull(e.getCause()));
    } catch (RenderException | RuntimeException e) {
      output.close();
      throw e;
    }
  }

  private void checkWriting(SceneDescription scene, List<PictureName> pictures, FrameSet frames)
      throws RenderException {
    WritingRule.check(
        scene.scene(),
        scene.files(),
        scene.furtherFiles(),
        pictures,
        frames,
        order.output(),
        order.sources().writable());
  }

  private PartPlanner.Cut cut(
      RenderBackend backend,
      SceneDescription scene,
      PartPlanner planner,
      JobSplitter splitter,
      FrameSet pending,
      int slots)
      throws RenderException {
    PartPlanner.Cut cut =
        planner.cut(
            splitter,
            new SplitRequest(
                scene,
                pending,
                slots,
                JobOptions.ofSplit(order),
                frame -> cost(backend, scene, frame)));
    if (order.exact() && cut.split().tasks().stream().anyMatch(task -> task.samples() != null)) {
      throw RenderException.user(
          "Pictures joined from sample ranges differ in their last bits, and --exact is on",
          "Leave out --exact, or choose --split tiles");
    }
    return cut;
  }

  /**
   * Measures what a frame costs on this machine; says before that it does, since that may take as
   * long as the scene is big.
   *
   * @return empty where this machine has no renderer for the scene, or it cannot be measured
   */
  public Optional<FrameCost> cost(RenderBackend backend, SceneDescription scene, int frame) {
    if (distant || !measured) {
      String why =
          distant ? "this machine has no renderer for it" : "other devices render its parts";
      info("How long a frame takes is not measured, since " + why);
      return Optional.empty();
    }
    info("Measuring how long frame " + frame + " takes ...");
    try {
      return backend.estimate(scene, frame, settings, content.with(backendOptions()));
    } catch (RenderException e) {
      warn("How long a frame takes could not be measured: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** What the backend and the workers are told: how a picture is cut is not their business. */
  private Map<String, String> backendOptions() throws RenderException {
    return JobOptions.ofBackend(providers.splitter(order.splitter()), order.options());
  }

  private JobManifest manifest(SceneDescription scene, List<PictureName> names, SentFiles files)
      throws RenderException {
    return new JobManifest(
        files.scene(),
        files.entries(),
        names,
        scene.parts().map(PartFormat::file).orElse(null),
        scene.properties(),
        backendOptions(),
        order.rules().taskLimit().map(Duration::toMillis).orElse(0L));
  }
}
