package org.networkrender.core.planning;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.networkrender.core.assembly.FrameOutput;
import org.networkrender.core.assembly.PartPlanner;
import org.networkrender.core.assets.UserFiles;
import org.networkrender.core.order.JobOrder;
import org.networkrender.core.order.Notice;
import org.networkrender.core.output.FrameFiles;
import org.networkrender.core.output.KeptFrames;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.output.PictureNames;
import org.networkrender.core.providers.Providers;
import org.networkrender.core.wire.JobManifest;

/** Looks into a scene and makes a plan. Blocks for seconds; runs on the caller's thread. */
public final class JobPlanner {
  private final Providers providers;
  private final BackendSettings settings;
  private final UserFiles files;
  private final JobOrder order;
  private final SceneContent content;
  private final Consumer<Notice> notices;
  private final KeptFrames.Decision decision;
  private final OrderInspection inspection;

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
    this.files = files;
    this.order = order;
    this.content = SceneContent.of(order);
    this.notices = notices;
    this.decision = decision;
    this.inspection = new OrderInspection(settings, local, order, content, notices);
  }

  /**
   * Returns who renders the scene.
   *
   * @throws RenderException if the scene cannot be read, no backend renders it, or an option of the
   *     order is known to nobody
   */
  public RenderBackend backend() throws RenderException {
    return new BackendChoice(providers, order, content, notices).backend();
  }

  /**
   * Looks into the scene with a renderer of this machine, and tells what a person should know of
   * it.
   *
   * @throws RenderException of kind {@code REFUSED} if no renderer of this machine can
   */
  public SceneDescription inspect(RenderBackend backend) throws RenderException {
    return inspection.here(backend);
  }

  /**
   * Takes a description from another machine, since this one has no renderer for the scene.
   *
   * @param distant asks the other machines
   * @param own why this one cannot look into the scene
   * @param other whether it has another renderer of the backend
   */
  public SceneDescription inspectElsewhere(
      DistantInspection distant, RenderBackend backend, RenderException own, boolean other)
      throws RenderException {
    return inspection.elsewhere(distant, backend, backendOptions(), own, other);
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
      inspection.checkUnchanged();
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
    // Whole frames are the job's own whatever rendered them, but where they have to be exact.
    Sha256 identity =
        order.exact()
            ? JobIdentity.exact(JobIdentity.of(backend, manifest))
            : JobIdentity.of(
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
      JobCut cuts = new JobCut(order, providers.splitter(order.splitter()), farm);
      FrameOutput place =
          new FrameOutput(output, pictures.get(0), identity, partIdentity, cuts.choice());
      PartPlanner.Cut cut =
          cuts.of(
              place,
              decided,
              costs(backend, decided.measured() ? "" : "other devices render its parts"),
              done.kept(),
              pending);
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
          place.choice(),
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

  /**
   * Measures what a frame costs on this machine; says before that it does, since that may take as
   * long as the scene is big.
   *
   * @return empty where this machine has no renderer for the scene, or it cannot be measured
   */
  public Optional<FrameCost> cost(RenderBackend backend, SceneDescription scene, int frame)
      throws RenderException {
    return costs(backend, "").of(scene, frame);
  }

  private FrameCosts costs(RenderBackend backend, String unmeasured) throws RenderException {
    return new FrameCosts(
        backend,
        settings,
        content.with(backendOptions()),
        notices,
        inspection.isDistant() ? "this machine has no renderer for it" : unmeasured);
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
