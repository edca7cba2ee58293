package org.networkrender.core.task;

import java.util.HashSet;
import java.util.Set;

/** Tells what is to be known of workers, each thing once. Belongs to the farm's thread. */
final class ToldWorkers {
  /** Of how many workers that cannot be used, or reasons, a person is told. */
  private static final int MOST = 50;

  private final RosterNews news;
  private final Set<String> told = new HashSet<>();

  ToldWorkers(RosterNews news) {
    this.news = news;
  }

  /** The last bits of its pictures may be others. */
  void differs(JobWorker worker, String reason) {
    if (told.add(worker.name() + reason)) {
      news.accept("pictures of " + worker.name() + " may differ in their last bits: " + reason);
    }
  }

  void unusable(JobWorker worker, String reason) {
    if (told.size() < MOST && told.add(worker.name() + reason)) {
      news.accept(worker.name() + " cannot be used: " + reason);
      if (told.size() == MOST) {
        news.accept("more workers cannot be used; \"networkrender workers\" lists all");
      }
    }
  }
}
