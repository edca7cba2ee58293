package org.networkrender.core.worker;

import com.google.common.util.concurrent.RateLimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.FileNames;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.Lanes;
import org.networkrender.core.assets.Trees;
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

  /**
   * Prepares.
   *
   * @param lanes in which several files come at once
   */
  JobPreparation(ServedJob job, BackendSettings settings, Lanes lanes) {
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
      Files.createDirectories(job.results());
      Path tree = Files.createDirectories(job.tree());
      long total = manifest.totalBytes();
      Map<String, Path> files = new HashMap<>();
      for (JobManifest.Entry entry : manifest.files()) {
        files.put(entry.origin(), JobPath.resolve(tree, entry.path()));
      }
      lanes.each(manifest.files(), entry -> bring(entry, tree, total));
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
          ErrorKind.RESOURCE, "the worker cannot receive the scene: " + DiskWords.of(e), "", e);
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

  private void bring(JobManifest.Entry entry, Path tree, long total)
      throws IOException, InterruptedException {
    if (job.isClosed()) {
      throw new InterruptedException("the job was closed");
    }
    ContentStore.Hold hold =
        job.contents().obtain(entry.content(), entry.bytes(), count -> report(count, total));
    job.hold(hold);
    Trees.link(hold.file(), JobPath.resolve(tree, entry.path()));
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
