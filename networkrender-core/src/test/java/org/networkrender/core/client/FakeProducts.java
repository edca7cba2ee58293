package org.networkrender.core.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.networkrender.api.FrameSet;
import org.networkrender.api.backend.ProgressListener;
import org.networkrender.core.client.FakeBackend.Fault;
import org.networkrender.core.client.FakeGates.Gate;

/** The bakes and movies of a {@link FakeBackend}, and what goes wrong with them. */
final class FakeProducts {
  /** Milliseconds. */
  private static final long MOMENT = 50;

  private final FakeGates gates = new FakeGates();
  private final List<Integer> bakes = new CopyOnWriteArrayList<>();
  private final List<FrameSet> movies = new CopyOnWriteArrayList<>();
  private final List<Path> shown = new CopyOnWriteArrayList<>();
  private volatile Supplier<Fault> bakeFaults = () -> Fault.NONE;
  private volatile Supplier<Fault> movieFaults = () -> Fault.NONE;

  /** From now on bakes and movies crawl, and none gets more than half done. */
  void hold() {
    gates.hold(Gate.FRAMES);
  }

  void release() {
    gates.release(Gate.FRAMES);
  }

  /** Comes to the half. */
  void crawl(BooleanSupplier over, ProgressListener listener) throws InterruptedException {
    for (double done = 0.25; gates.isHeld(Gate.FRAMES) && !over.getAsBoolean(); done += 0.01) {
      listener.progress(Math.min(0.5, done), "crawling");
      gates.await(Gate.FRAMES, over, MOMENT);
    }
    listener.progress(0.5, "half");
  }

  /** What goes wrong with bakes. */
  void bakeFaults(Supplier<Fault> chosen) {
    bakeFaults = chosen;
  }

  /** What goes wrong with movies. */
  void movieFaults(Supplier<Fault> chosen) {
    movieFaults = chosen;
  }

  /** Returns the last frames of the bakes that were begun. */
  List<Integer> bakes() {
    return List.copyOf(bakes);
  }

  /** Returns the frames of the movies that were begun. */
  List<FrameSet> movies() {
    return List.copyOf(movies);
  }

  /** Returns the pictures of the movies that were begun, as they lay. */
  List<Path> shown() {
    return List.copyOf(shown);
  }

  /** Baking begins: returns what goes wrong with it. */
  Fault begun(int last) {
    bakes.add(last);
    return bakeFaults.get();
  }

  /** Encoding begins: returns what goes wrong with it. */
  Fault begun(FrameSet frames, List<Path> pictures) {
    movies.add(frames);
    shown.addAll(pictures);
    return movieFaults.get();
  }

  /** Returns why a file is no bake; empty where it looks like one. */
  static Optional<String> fault(Path file) {
    try {
      return Files.readString(file).startsWith("bak")
          ? Optional.empty()
          : Optional.of("it is none");
    } catch (IOException e) {
      return Optional.of("it cannot be read");
    }
  }
}
