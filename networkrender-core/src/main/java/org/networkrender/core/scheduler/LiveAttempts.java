package org.networkrender.core.scheduler;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.Multiset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.networkrender.core.scheduler.AttemptState.Phase;

/** The live attempts, with how many are in which phase, and which of them wait longest in it. */
final class LiveAttempts {
  private final Map<Long, AttemptState> attempts = new LinkedHashMap<>();
  private final Set<AttemptState> queuedByAge = new LinkedHashSet<>();
  private final Set<AttemptState> revokedByAge = new LinkedHashSet<>();
  private final Multiset<Phase> phases = EnumMultiset.create(Phase.class);
  private int held;

  @Nullable AttemptState get(long number) {
    return attempts.get(number);
  }

  /** Returns all, oldest first. */
  Collection<AttemptState> all() {
    return List.copyOf(attempts.values());
  }

  int count(Phase phase) {
    return phases.count(phase);
  }

  /** Returns how many take up room somewhere. */
  int held() {
    return held;
  }

  /** Returns those that are queued and not asked back, the oldest first. */
  Iterable<AttemptState> queuedByAge() {
    return queuedByAge;
  }

  /** Returns the one that was asked back first and is not answered for, or null. */
  @Nullable AttemptState askedBackFirst() {
    return revokedByAge.isEmpty() ? null : revokedByAge.iterator().next();
  }

  void begin(AttemptState attempt) {
    attempts.put(attempt.number, attempt);
    attempt.worker.attempts.add(attempt);
    enter(attempt, Phase.QUEUED);
  }

  void end(AttemptState attempt) {
    exit(attempt);
    attempts.remove(attempt.number);
    attempt.worker.attempts.remove(attempt);
  }

  void enter(AttemptState attempt, Phase phase) {
    attempt.phase = phase;
    phases.add(phase);
    attempt.worker.enter(attempt);
    held += attempt.held() ? 1 : 0;
    if (phase == Phase.REVOKED) {
      revokedByAge.add(attempt);
    }
    if (phase == Phase.QUEUED) {
      queuedByAge.add(attempt);
    }
  }

  void exit(AttemptState attempt) {
    phases.remove(attempt.phase);
    attempt.worker.exit(attempt);
    held -= attempt.held() ? 1 : 0;
    revokedByAge.remove(attempt);
    queuedByAge.remove(attempt);
  }
}
