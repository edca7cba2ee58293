package org.networkrender.core.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.core.wire.Message;

/**
 * Looks into scenes of clients that cannot do it themselves, one at a time: a scene takes as much
 * memory as to render it, and this machine may be rendering.
 */
final class SceneLooks {
  private final Semaphore turn = new Semaphore(1);

  /** Brings a scene here and looks into it; blocks until that is done. An interrupt ends it. */
  Message.Inspected into(Message.Inspect order, ServedJob job, JobPreparation preparation)
      throws RenderException, InterruptedException {
    SessionRequest request = preparation.prepare(order);
    return offer(job, look(job, request).getBytes(StandardCharsets.UTF_8));
  }

  private String look(ServedJob job, SessionRequest request)
      throws RenderException, InterruptedException {
    turn.acquire();
    try {
      job.client().happened("looks into " + request.scene().getFileName() + " for it");
      return job.backend().look(request);
    } finally {
      turn.release();
    }
  }

  private static Message.Inspected offer(ServedJob job, byte[] told) throws RenderException {
    if (told.length == 0 || told.length > Message.Inspected.MAX_BYTES) {
      throw new RenderException(ErrorKind.WORKER, "there is too much to tell of the scene", "");
    }
    Path file = job.results().resolve("told");
    try {
      Files.write(file, told);
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "the worker cannot write: " + DiskWords.of(e), "", e);
    }
    Sha256 content = Sha256.of(told);
    job.offer(content, file);
    return new Message.Inspected(job.number(), content, told.length);
  }
}
