package org.networkrender.core.worker;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.util.concurrent.RateLimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FileNames;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.api.transport.Blob;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.Lanes;
import org.networkrender.core.assets.NoRoomException;
import org.networkrender.core.wire.JobManifest;
import org.networkrender.core.wire.JobPath;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;

/** Brings a job's files to this worker and lays them out. Blocks; runs on a thread of its own. */
final class JobPreparation {
  private final ServedJob job;
  private final BackendSettings settings;
  private final RateLimiter reports = RateLimiter.create(4);
  private final AtomicLong received = new AtomicLong();
  private final Lanes lanes;
  private final boolean scripts;

  /**
   * Prepares.
   *
   * @param lanes in which several files come at once
   * @param scripts whether jobs may bring scripts to this worker
   */
  JobPreparation(ServedJob job, BackendSettings settings, Lanes lanes, boolean scripts) {
    this.scripts = scripts;
    this.job = job;
    this.settings = settings;
    this.lanes = lanes;
  }

  /** Returns what sessions of this job are opened with. */
  SessionRequest prepare(Message.OpenJob order) throws RenderException, InterruptedException {
    SessionRequest request = bring(order.manifest(), order.manifestBytes());
    if (request.pictures().isEmpty()) {
      throw new RenderException(ErrorKind.INTERNAL, "the job's frames have no pictures", "");
    }
    return request;
  }

  /** Returns what the scene is looked into with. */
  SessionRequest prepare(Message.Inspect order) throws RenderException, InterruptedException {
    return bring(order.manifest(), order.manifestBytes());
  }

  private SessionRequest bring(Sha256 content, long bytes)
      throws RenderException, InterruptedException {
    try {
      JobManifest manifest = manifest(content, bytes);
      refuseScripts(manifest);
      Files.createDirectories(job.results());
      Path tree = Files.createDirectories(job.tree());
      List<Blob> contents = manifest.contents();
      long total = contents.stream().mapToLong(Blob::bytes).sum();
      Map<String, Path> files = new HashMap<>();
      ListMultimap<Sha256, Path> places = ArrayListMultimap.create();
      for (JobManifest.Entry entry : manifest.files()) {
        Path place = JobPath.resolve(tree, entry.path());
        files.put(entry.origin(), place);
        places.put(entry.content(), place);
      }
      lanes.each(Bundles.of(contents), bundle -> bring(bundle, places, total));
      job.limitTasks(Duration.ofMillis(manifest.taskLimitMillis()));
      return new SessionRequest(
          JobPath.resolve(tree, manifest.scene()),
          files,
          manifest.pictures(),
          Optional.ofNullable(manifest.part()),
          manifest.properties(),
          manifest.options(),
          settings);
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "the worker cannot receive the scene: " + DiskWords.of(e),
          NoRoomException.isMeantBy(e)
              ? "Make room on its disk, or start it with --cache and a directory on a larger one"
              : "",
          e);
    } catch (InvalidPathException e) {
      throw FileNames.error(e);
    } catch (IllegalArgumentException e) {
      throw new RenderException(
          ErrorKind.INTERNAL,
          "the list of the scene's files is not valid: " + e.getMessage(),
          "",
          e);
    }
  }

  /** A client that does not ask before it sends is refused here. */
  private void refuseScripts(JobManifest manifest) throws RenderException {
    if (!scripts && job.backend().runsScripts(manifest.options())) {
      throw new RenderException(ErrorKind.REFUSED, "the worker does not run scripts", "");
    }
  }

  private void bring(List<Blob> bundle, ListMultimap<Sha256, Path> places, long total)
      throws IOException, InterruptedException {
    if (job.isClosed()) {
      throw new InterruptedException("the job was closed");
    }
    List<ContentStore.Hold> holds =
        job.contents().obtainBundle(bundle, count -> report(count, total));
    holds.forEach(job::hold);
    for (ContentStore.Hold hold : holds) {
      for (Path place : places.get(hold.content())) {
        hold.place(place);
      }
    }
  }

  private JobManifest manifest(Sha256 content, long bytes)
      throws IOException, InterruptedException {
    try (ContentStore.Hold hold =
        job.contents().obtain(content, bytes, count -> report(count, bytes))) {
      return MessageCodec.decodeManifest(Files.readString(hold.file(), StandardCharsets.UTF_8));
    }
  }

  private void report(long count, long total) {
    long sum = received.addAndGet(count);
    if (reports.tryAcquire()) {
      job.client().send(new Message.Receiving(job.number(), sum, total));
    }
  }
}
