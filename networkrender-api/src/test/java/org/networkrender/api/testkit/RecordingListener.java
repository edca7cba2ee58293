package org.networkrender.api.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.discovery.DiscoveryListener;
import org.networkrender.api.transport.Endpoint;

/** Writes down what a discovery tells, and every breach of the law of its calls. */
public class RecordingListener implements DiscoveryListener {
  private final List<DiscoveredWorker> found = new CopyOnWriteArrayList<>();
  private final List<DiscoveredWorker> changed = new CopyOnWriteArrayList<>();
  private final List<DiscoveredWorker> gone = new CopyOnWriteArrayList<>();
  private final List<String> ignored = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final Set<Endpoint> present = new HashSet<>();
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean closed;

  @Override
  public void found(DiscoveredWorker worker) {
    call(() -> found.add(worker), present.add(worker.endpoint()), "found twice", worker);
  }

  @Override
  public void changed(DiscoveredWorker worker) {
    call(() -> changed.add(worker), present.contains(worker.endpoint()), "changed", worker);
  }

  @Override
  public void gone(DiscoveredWorker worker) {
    call(() -> gone.add(worker), present.remove(worker.endpoint()), "gone", worker);
  }

  @Override
  public void ignored(String from, String reason) {
    call(() -> ignored.add(from + " " + reason), true, "", from);
  }

  private void call(Runnable write, boolean lawful, String what, Object subject) {
    if (running.incrementAndGet() != 1) {
      violations.add("two calls at a time: " + subject);
    }
    if (closed) {
      violations.add("called after the watch was closed: " + subject);
    }
    if (!lawful) {
      violations.add(what + " out of order: " + subject);
    }
    write.run();
    running.decrementAndGet();
  }

  /** To be called when the watch's {@code close} has returned: no call is lawful from then on. */
  public void watchClosed() {
    closed = true;
  }

  /** Returns the workers that were found, in order. */
  public List<DiscoveredWorker> found() {
    return found;
  }

  /** Returns the workers that changed, in order, each as often as it did. */
  public List<DiscoveredWorker> changed() {
    return changed;
  }

  /** Returns the workers that went, in order. */
  public List<DiscoveredWorker> gone() {
    return gone;
  }

  /** Returns sender and reason of the messages that could not be used. */
  public List<String> ignored() {
    return ignored;
  }

  /** Returns every breach of the law of {@code Discovery.watch}. */
  public List<String> violations() {
    return violations;
  }
}
