package org.networkrender.core.worker;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.RateLimiter;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.api.transport.Connection;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.CountingSink;
import org.networkrender.core.wire.JobManifest;
import org.networkrender.core.wire.JobPath;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;

/** Brings a job's files to this worker and lays them out. Blocks; runs on a thread of its own. */
final class JobPreparation {
  private final ServedJob job;
  private final Connection connection;
  private final ContentStore store;
  private final BackendSettings settings;
  private final RateLimiter reports = RateLimiter.create(4);
  private long received;

  JobPreparation(
      ServedJob job, Connection connection, ContentStore store, BackendSettings settings) {
    this.job = job;
    this.connection = connection;
    this.store = store;
    this.settings = settings;
  }

  /** Returns what sessions of this job are opened with. */
  SessionRequest prepare(Message.OpenJob order) throws RenderException, InterruptedException {
    try {
      JobManifest manifest = manifest(order);
      Files.createDirectories(job.results());
      Path tree = Files.createDirectories(job.tree());
      long total = manifest.totalBytes();
      Map<String, Path> files = new HashMap<>();
      for (JobManifest.Entry entry : manifest.files()) {
        ContentStore.Hold hold =
            store.obtain(
                entry.content(),
                entry.bytes(),
                (content, offset, bytes, sink) -> fetch(content, offset, bytes, sink, total));
        job.hold(hold);
        Path place = JobPath.resolve(tree, entry.path());
        lay(hold.file(), place);
        files.put(entry.origin(), place);
      }
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
          ErrorKind.RESOURCE, "the worker cannot receive the scene: " + e.getMessage(), "", e);
    } catch (IllegalArgumentException e) {
      throw new RenderException(
          ErrorKind.INTERNAL,
          "the list of the scene's files is not valid: " + e.getMessage(),
          "",
          e);
    }
  }

  private JobManifest manifest(Message.OpenJob order) throws IOException, InterruptedException {
    try (ContentStore.Hold hold =
        store.obtain(
            order.manifest(),
            order.manifestBytes(),
            (content, offset, bytes, sink) ->
                fetch(content, offset, bytes, sink, order.manifestBytes()))) {
      return MessageCodec.decodeManifest(Files.readString(hold.file(), StandardCharsets.UTF_8));
    }
  }

  private void fetch(Sha256 content, long offset, long bytes, WritableByteChannel sink, long total)
      throws IOException, InterruptedException {
    WritableByteChannel counted = new CountingSink(sink, count -> report(count, total));
    CompletableFuture<Void> transfer =
        connection.fetch(content, offset, bytes, job.client().liveness().watch(counted));
    try {
      transfer.get();
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(Throwables.getRootCause(e).getMessage()), e);
    } catch (CancellationException e) {
      throw new IOException("the transfer was stopped", e);
    } catch (InterruptedException e) {
      transfer.cancel(true);
      throw e;
    }
  }

  private void report(long count, long total) {
    received += count;
    if (reports.tryAcquire()) {
      job.client().send(new Message.Receiving(job.number(), received, total));
    }
  }

  /** A link where the file system has them: a scene of gigabytes is not copied for each job. */
  private static void lay(Path content, Path place) throws IOException {
    Files.createDirectories(place.getParent());
    try {
      Files.createLink(place, content);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(content, place);
    }
  }
}
