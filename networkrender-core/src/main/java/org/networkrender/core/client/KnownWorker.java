package org.networkrender.core.client;

import java.util.List;
import java.util.Optional;
import org.networkrender.api.backend.Capabilities;
import org.networkrender.core.events.FarmSnapshot;
import org.networkrender.core.events.Renderer;
import org.networkrender.core.events.WorkerRef;
import org.networkrender.core.pool.WorkerLink;

/**
 * A worker that was heard of.
 *
 * @param name what people call the machine; its place as long as the name is not known
 * @param place where it is, for example {@code 192.168.1.7:8080}
 * @param slots how many slots it has; 0 while not known
 * @param backends what its renderers can do; empty while not known
 * @param busy whether all its slots are taken
 * @param problem why it cannot be used, in one plain line, or empty when it can or is not asked yet
 * @param asked whether it was reached, or the attempt to reach it has ended
 * @param rest why it takes no task just now, in one plain line; empty where it takes some, or does
 *     not say
 */
public record KnownWorker(
    String name,
    String place,
    int slots,
    List<Capabilities> backends,
    boolean busy,
    Optional<String> problem,
    boolean asked,
    Optional<String> rest) {
  /** Copies the list. */
  public KnownWorker {
    backends = List.copyOf(backends);
  }

  /** Makes a worker that takes tasks, or does not say why it takes none. */
  public KnownWorker(
      String name,
      String place,
      int slots,
      List<Capabilities> backends,
      boolean busy,
      Optional<String> problem,
      boolean asked) {
    this(name, place, slots, backends, busy, problem, asked, Optional.empty());
  }

  /** Returns the same as events tell it. */
  public FarmSnapshot.Worker state() {
    FarmSnapshot.Status status =
        problem.isPresent()
            ? FarmSnapshot.Status.UNREACHABLE
            : asked ? FarmSnapshot.Status.REACHABLE : FarmSnapshot.Status.HEARD;
    List<Renderer> renderers = backends.stream().map(Renderer::of).toList();

    return new FarmSnapshot.Worker(
        new WorkerRef(place, name),
        status,
        problem.or(() -> rest).orElse(""),
        slots,
        renderers,
        busy);
  }

  /** Returns what is known of the worker that a link leads to; belongs to the farm's thread. */
  static KnownWorker of(WorkerLink link) {
    return new KnownWorker(
        link.name(),
        link.place(),
        link.slots(),
        link.renderers(),
        link.isBusy(),
        link.problem(),
        link.wasAsked(),
        link.rest());
  }
}
