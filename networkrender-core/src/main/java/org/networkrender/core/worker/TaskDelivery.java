package org.networkrender.core.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.networkrender.api.PlainText;
import org.networkrender.api.Sha256;
import org.networkrender.core.scheduler.FailureKind;
import org.networkrender.core.scheduler.FailureStage;
import org.networkrender.core.wire.Message;

/** Offers finished pictures to the client, beside the slots, so that those go on at once. */
final class TaskDelivery {
  private final Executor executor;

  TaskDelivery(Executor executor) {
    this.executor = executor;
  }

  void deliver(ServedTask task, List<Path> pictures, double seconds) {
    executor.execute(() -> offer(task, pictures, seconds));
  }

  private static void offer(ServedTask task, List<Path> pictures, double seconds) {
    ServedJob job = task.job();
    try {
      List<Message.ResultFile> files = new ArrayList<>();
      for (Path picture : pictures) {
        Sha256 content = Sha256.of(picture);
        files.add(
            new Message.ResultFile(picture.getFileName().toString(), content, Files.size(picture)));
        job.offer(task, content, picture);
      }
      if (task.isCancelled()) {
        job.forget(task);
        task.story().stopped();
        return;
      }
      job.client().send(new Message.Rendered(task.attempt(), seconds, files));
      task.story().rendered(seconds);
    } catch (IOException e) {
      fail(task, DiskWords.of(e));
    } catch (IllegalArgumentException e) {
      fail(task, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // Files are named by foreign code. Whatever is wrong with one, somebody waits for an answer.
      fail(task, ForeignWords.of(e));
    }
  }

  private static void fail(ServedTask task, String reason) {
    task.job().forget(task);
    String message = Message.cut("the picture cannot be read: " + reason);
    task.job()
        .client()
        .send(
            new Message.Failed(
                task.attempt(), FailureKind.WORKER, FailureStage.RENDERING, message, ""));
    task.story().failed(PlainText.line(message));
  }
}
