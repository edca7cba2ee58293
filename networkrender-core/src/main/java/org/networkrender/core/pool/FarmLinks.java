package org.networkrender.core.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.discovery.DiscoveredWorker;
import org.networkrender.api.transport.Endpoint;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.wire.LinkLiveness;

/** The ways to all workers that a farm heard of. Belongs to the farm's thread. */
public final class FarmLinks {
  private final Maker maker;
  private final Map<Endpoint, WorkerLink> others = new LinkedHashMap<>();
  private @Nullable WorkerLink local;
  private boolean closed;
  private long nextBeat;

  /** Makes links that are not connected yet. */
  @FunctionalInterface
  public interface Maker {
    WorkerLink make(Endpoint endpoint, String place, Transport transport);
  }

  /** Begins without a link; {@code now} is in nanoseconds of the clock that {@link #tick} gets. */
  public FarmLinks(Maker maker, long now) {
    this.maker = maker;
    this.nextBeat = now;
  }

  /** Connects to the own machine, once. */
  public void linkLocal(LocalWorker worker) {
    if (local == null && !closed) {
      local = maker.make(worker.endpoint(), LocalWorker.PLACE, worker.transport());
      local.announced(new DiscoveredWorker(worker.endpoint(), Optional.empty()));
    }
  }

  /** A worker was heard of, for the first time or again. */
  void heard(DiscoveredWorker worker, Transport transport) {
    if (!closed) {
      others
          .computeIfAbsent(
              worker.endpoint(), endpoint -> maker.make(endpoint, endpoint.toString(), transport))
          .announced(worker);
    }
  }

  /** Discovery lost a worker. */
  void lost(DiscoveredWorker worker) {
    WorkerLink link = others.get(worker.endpoint());
    if (link != null) {
      link.lost();
    }
  }

  /** Returns the way to the own machine, if that is linked to. */
  public Optional<WorkerLink> local() {
    return Optional.ofNullable(local);
  }

  /** Returns whether a link leads to this machine. */
  public boolean isLocal(WorkerLink link) {
    return link == local;
  }

  /** Returns the ways to the other machines. */
  public List<WorkerLink> others() {
    return List.copyOf(others.values());
  }

  /**
   * Returns the ways to the other machines that a person is told of: one to each that announces
   * itself at several places, and all that were asked for.
   */
  public List<WorkerLink> toldOthers() {
    return others.values().stream().filter(link -> !link.isNeedless()).toList();
  }

  /** Returns all ways, that to the own machine first. */
  public List<WorkerLink> all() {
    List<WorkerLink> all = new ArrayList<>();
    local().ifPresent(all::add);
    all.addAll(others.values());
    return all;
  }

  /** Returns how many tasks all machines together take, those that are not linked left out. */
  public int slots() {
    return all().stream().mapToInt(WorkerLink::slots).sum();
  }

  /** Returns the ways to the other machines that are linked. */
  public List<WorkerLink> linkedOthers() {
    return others.values().stream().filter(WorkerLink::isLinked).toList();
  }

  /** Tells a job of the other machines. */
  public void introduceOthers(LinkNews job) {
    others.values().forEach(link -> introduce(job, link));
  }

  /** Tells a job of a machine. */
  public void introduce(LinkNews job, WorkerLink link) {
    if (link.isLinked()) {
      job.linked(link, isLocal(link));
    } else if (link.isNeedless()) {
      job.twin(link);
    } else if (link.problem().isPresent()) {
      job.unreachable(link, link.problem().get());
    } else {
      job.asking(link);
    }
  }

  /** Time passes. */
  public void tick(long now) {
    boolean beat = now - nextBeat >= 0;
    if (beat) {
      nextBeat = now + LinkLiveness.BEAT.toNanos();
    }
    for (WorkerLink link : all()) {
      link.tick();
      if (beat) {
        link.beat();
      }
    }
    others.values().removeIf(WorkerLink::isForgotten);
  }

  /** Ends all; no other is made. */
  public void close() {
    closed = true;
    all().forEach(link -> link.close("the client has ended"));
  }
}
