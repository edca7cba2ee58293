package org.networkrender.core.planning;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.DistantLook;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.backend.SceneDescription;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.assets.UserFiles;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.thread.FarmThread;
import org.networkrender.core.wire.JobManifest;
import org.networkrender.core.wire.Message;
import org.networkrender.core.wire.MessageCodec;

/**
 * Brings a scene to a worker to be looked into, and what it links to in the next round, until
 * nothing new is named. Blocks.
 */
public final class DistantScene {
  /** A library that links a library that links a library ... this deep. */
  private static final int MOST_ROUNDS = 32;

  /** How often it is looked whether a worker takes too long. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private final FarmThread thread;
  private final SharedContents shared;
  private final InspectionAnswers answers;
  private final IntSupplier numbers;
  private final UserFiles files;
  private final Path temporary;

  /**
   * Creates it.
   *
   * @param numbers gives numbers that no job has; called on the farm's thread
   * @param files how scenes come to their files
   * @param temporary where the lists of files are while they are sent
   */
  public DistantScene(
      FarmThread thread,
      SharedContents shared,
      InspectionAnswers answers,
      IntSupplier numbers,
      UserFiles files,
      Path temporary) {
    this.thread = thread;
    this.shared = shared;
    this.answers = answers;
    this.numbers = numbers;
    this.files = files;
    this.temporary = temporary;
  }

  /**
   * Returns what is in a scene, as a worker's renderer sees it. An interrupt ends it.
   *
   * @param patience how long the worker is waited for
   */
  SceneDescription look(WorkerLink link, DistantInspection.Wish wish, LookPatience patience)
      throws RenderException {
    RenderBackend backend = wish.backend();
    Path scene = wish.scene();
    SceneContent content = new SceneContent(scene, wish.content());
    Map<String, String> options = wish.options();
    List<Path> sent = new ArrayList<>(backend.givenFiles(options));
    for (int round = 0; round < MOST_ROUNDS; round++) {
      SentFiles files =
          SentFiles.of(scene, sent, content.from(this.files.inPlace()), this.files.lanes());
      String told = ask(link, backend, files, options, patience);
      DistantLook look = backend.describe(scene, told, sent, wish.here());
      List<Path> fresh = look.unseen().stream().filter(file -> !sent.contains(file)).toList();
      if (fresh.isEmpty()) {
        return look.description();
      }
      SendingRule.check(look.description(), fresh, wish.allowed(), backend, options, notice -> {});
      sent.addAll(fresh);
    }
    throw RenderException.user(
        "The scene's libraries link each other more than " + MOST_ROUNDS + " deep",
        "Link them more directly");
  }

  private String ask(
      WorkerLink link,
      RenderBackend backend,
      SentFiles files,
      Map<String, String> options,
      LookPatience patience)
      throws RenderException {
    byte[] manifest =
        MessageCodec.encode(
                new JobManifest(
                    files.scene(), files.entries(), List.of(), null, Map.of(), options, 0))
            .getBytes(StandardCharsets.UTF_8);
    Path list = null;
    try {
      list = Files.createTempFile(temporary, "networkrender-", ".json");
      Files.write(list, manifest);
      return ask(link, backend, files, list, Sha256.of(manifest), manifest.length, patience);
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE,
          "Cannot write below " + temporary + ": " + e.getMessage(),
          "Check that the disk has space and that the directory may be written",
          e);
    } finally {
      remove(list);
    }
  }

  private static void remove(@Nullable Path list) {
    if (list != null) {
      OutputDirectory.discard(list);
    }
  }

  private String ask(
      WorkerLink link,
      RenderBackend backend,
      SentFiles files,
      Path list,
      Sha256 manifest,
      int bytes,
      LookPatience patience)
      throws RenderException {
    Map<Sha256, Path> contents = files.contents();
    contents.put(manifest, list);
    Asked asked =
        thread.call(
            () -> {
              contents.forEach(shared::share);
              int number = numbers.getAsInt();
              Message.Inspect message =
                  new Message.Inspect(number, backend.name(), manifest, bytes);
              patience.asked(files.bytes() + bytes);
              return new Asked(number, answers.ask(link, message, patience));
            });
    try {
      return fetch(link, (Message.Inspected) await(asked.question.answer(), patience), patience);
    } finally {
      patience.ended();
      thread.execute(() -> answers.end(link, asked.number));
      contents.forEach(shared::unshare);
    }
  }

  private record Asked(int number, InspectionAnswers.Question question) {}

  private String fetch(WorkerLink link, Message.Inspected inspected, LookPatience patience)
      throws RenderException {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    await(
        thread.call(
            () -> link.fetch(inspected.told(), 0, inspected.bytes(), Channels.newChannel(told))),
        patience);
    byte[] bytes = told.toByteArray();
    if (bytes.length != inspected.bytes() || !Sha256.of(bytes).equals(inspected.told())) {
      throw new RenderException(ErrorKind.WORKER, "what it tells of the scene came changed", "");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static <T> T await(CompletableFuture<T> future, LookPatience patience)
      throws RenderException {
    while (true) {
      try {
        return future.get(LOOK.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        Optional<String> overdue = patience.overdue();
        if (overdue.isPresent()) {
          future.cancel(true);
          throw new RenderException(ErrorKind.WORKER, overdue.get(), "", e);
        }
      } catch (ExecutionException e) {
        throw cause(e);
      } catch (InterruptedException e) {
        future.cancel(true);
        throw interrupted(e);
      }
    }
  }

  private static RenderException cause(ExecutionException e) {
    if (e.getCause() instanceof RenderException cause) {
      return cause;
    }
    String reason = e.getCause() == null ? "unknown" : String.valueOf(e.getCause().getMessage());
    return new RenderException(
        ErrorKind.WORKER, "what it tells of the scene could not be fetched: " + reason, "", e);
  }

  private static RenderException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new RenderException(ErrorKind.USER, "Interrupted", "", cause);
  }
}
