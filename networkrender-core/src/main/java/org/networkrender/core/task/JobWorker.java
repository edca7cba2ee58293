package org.networkrender.core.task;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.events.Exclusion;
import org.networkrender.core.order.WorkerProgress;
import org.networkrender.core.pool.WorkerLink;
import org.networkrender.core.pool.WorkerNames;
import org.networkrender.core.wire.Message;

/** What one worker does and did for one job. Belongs to the farm's thread. */
public final class JobWorker {
  private final String place;
  private final boolean local;
  private final Map<Long, Double> running = new LinkedHashMap<>();

  private @Nullable WorkerLink link;
  private String name;
  private boolean placeShown;
  private WorkerProgress.State state = WorkerProgress.State.CONNECTING;
  private String note = "";
  private String restNote = "";
  private String pause = "";
  private Exclusion exclusion = Exclusion.OTHER;
  private Optional<String> device = Optional.empty();
  private long restsUntil;
  private double work;
  private int tasks;
  private double seconds;

  JobWorker(String name, String place, boolean local) {
    this.name = name;
    this.place = place;
    this.local = local;
  }

  /** Returns where it is, as text for people. */
  public String place() {
    return place;
  }

  /** Returns whether it is this machine. */
  public boolean isLocal() {
    return local;
  }

  /** Returns what people call it, with its place where another one is called the same. */
  public String name() {
    return placeShown ? WorkerNames.withPlace(name, place) : name;
  }

  /** Returns what it calls itself. */
  String ownName() {
    return name;
  }

  void showPlace(boolean shown) {
    placeShown = shown;
  }

  /** Returns the way to it, or null when it is not connected. */
  public @Nullable WorkerLink link() {
    return link;
  }

  void linked(WorkerLink present) {
    link = present;
    name = present.name();
    running.clear();
    pause = "";
    show(WorkerProgress.State.CONNECTING, "");
  }

  void unlinked(WorkerProgress.State why, String reason) {
    link = null;
    running.clear();
    show(why, reason);
  }

  /** Sets what people see of it. */
  public void show(WorkerProgress.State shown, String text) {
    state = shown;
    note = text;
  }

  /** It renders on these graphics cards, or on its processor. */
  void rendersOn(Optional<String> cards) {
    device = cards;
  }

  /** Returns on which graphics cards it renders the job; empty for the processor. */
  public Optional<String> device() {
    return device;
  }

  void excluded(Exclusion kind) {
    exclusion = kind;
  }

  /** Returns the kind of the reason for which it could not be used, the last time it could not. */
  public Exclusion exclusion() {
    return exclusion;
  }

  /** Whether it left after it had been connected; it may come back. */
  boolean isGone() {
    return state == WorkerProgress.State.GONE;
  }

  /** Whether it can be given tasks of the job. */
  boolean isReady() {
    return link != null && state == WorkerProgress.State.WAITING;
  }

  /** Whether it is connected, and has the job's files or gets them. */
  boolean isThere() {
    return link != null
        && (state == WorkerProgress.State.WAITING
            || state == WorkerProgress.State.RECEIVING
            || state == WorkerProgress.State.CONNECTING);
  }

  /** Returns whether it is connected and gets the job's files. */
  public boolean isGettingReady() {
    return link != null && state == WorkerProgress.State.RECEIVING;
  }

  /** Whether it is there and takes tasks, or has some. */
  public boolean isUsable() {
    return isThere() && (pause.isEmpty() || !running.isEmpty());
  }

  /** It takes tasks, or says why it takes none. */
  void offers(Message.Offer offer) {
    String reason = offer.reason().isEmpty() ? "it has no slots" : offer.reason();
    pause = offer.slots() > 0 ? "" : reason;
  }

  /** Returns why it takes no tasks; empty when it does. */
  String pause() {
    return pause;
  }

  /** It renders an attempt now. */
  public void started(long attempt) {
    running.putIfAbsent(attempt, 0.0);
  }

  /** It has done a part of an attempt, 0 to 1. */
  public void progressed(long attempt, double fraction) {
    running.put(attempt, fraction);
  }

  /** It does not render an attempt any more. */
  public void ended(long attempt) {
    running.remove(attempt);
  }

  double fractionOf(long attempt) {
    return running.getOrDefault(attempt, 0.0);
  }

  /**
   * Something was rendered.
   *
   * @param frames how many frames' worth
   * @param spent seconds
   */
  public void succeeded(double frames, double spent) {
    tasks += frames > 0 ? 1 : 0;
    work += frames;
    seconds += spent;
  }

  /** Returns how many frames' worth it rendered. */
  public double work() {
    return work;
  }

  /** Whether its renderer has the scene since an earlier task. */
  public boolean isWarm() {
    return tasks > 1;
  }

  /** Returns how many seconds it spent on what it rendered. */
  public double seconds() {
    return seconds;
  }

  void rests(long until, String reason) {
    restsUntil = until;
    restNote = reason;
  }

  /** Returns what it does, as people see it. */
  public WorkerProgress.State state(long now) {
    if (state != WorkerProgress.State.WAITING) {
      return state;
    }
    if (!running.isEmpty()) {
      return WorkerProgress.State.RENDERING;
    }
    return pause.isEmpty() && now >= restsUntil
        ? WorkerProgress.State.WAITING
        : WorkerProgress.State.RESTING;
  }

  /** Returns why it does not work where it does not; may be empty. */
  public String note(long now) {
    if (state(now) != WorkerProgress.State.RESTING) {
      return note;
    }
    return pause.isEmpty() ? restNote : pause;
  }
}
