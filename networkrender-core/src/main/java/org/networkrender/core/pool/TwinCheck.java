package org.networkrender.core.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.networkrender.core.wire.Message;

/**
 * Finds out whether two connections lead to the same worker, as with a cable and a wireless network
 * at once. That both call themselves by the same number proves nothing, since a worker's number is
 * announced to everybody: by the earlier connection a secret word is told, and by the later one it
 * is asked for. Who does not know it in time is another worker. Belongs to the farm's thread.
 */
public final class TwinCheck {
  /** How long the answers may take. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LongSupplier clock;
  private final Owner owner;
  private final Map<WorkerLink, Check> open = new HashMap<>();

  /** Is told what was found out. */
  public interface Owner {
    /** The later link leads to the worker that the earlier one leads to. */
    void same(WorkerLink later, WorkerLink earlier);

    /** The link leads to a worker of its own. */
    void other(WorkerLink later);
  }

  /** A link that is compared with one after the other. */
  private static final class Check {
    private final Deque<WorkerLink> earlier;
    private String word = "";
    private long until;

    Check(Collection<WorkerLink> earlier) {
      this.earlier = new ArrayDeque<>(earlier);
    }
  }

  /** Begins without a check; {@code clock} counts nanoseconds. */
  public TwinCheck(LongSupplier clock, Owner owner) {
    this.clock = clock;
    this.owner = owner;
  }

  /** Begins to compare a link with those that call themselves by the same number. */
  public void begin(WorkerLink later, List<WorkerLink> earlier) {
    Check check = new Check(earlier);
    open.put(later, check);
    next(later, check);
  }

  private void next(WorkerLink later, Check check) {
    WorkerLink earlier = check.earlier.peek();
    if (earlier == null) {
      open.remove(later);
      owner.other(later);
      return;
    }
    check.word = UUID.randomUUID().toString();
    check.until = clock.getAsLong() + PATIENCE.toNanos();
    earlier.send(new Message.Mark(check.word));
  }

  /** A worker has answered. */
  public void message(WorkerLink from, Message.Recalled answer) {
    for (Map.Entry<WorkerLink, Check> each : List.copyOf(open.entrySet())) {
      WorkerLink later = each.getKey();
      Check check = each.getValue();
      WorkerLink earlier = check.earlier.peek();
      if (earlier == null || !check.word.equals(answer.word())) {
        continue;
      }
      if (from == later && answer.known()) {
        open.remove(later);
        owner.same(later, earlier);
      } else if (from == later) {
        differ(later, check);
      } else if (from == earlier) {
        later.send(new Message.Recall(check.word));
      }
    }
  }

  private void differ(WorkerLink later, Check check) {
    check.earlier.remove();
    next(later, check);
  }

  /** Time passes. */
  public void tick() {
    for (Map.Entry<WorkerLink, Check> each : List.copyOf(open.entrySet())) {
      if (clock.getAsLong() - each.getValue().until > 0) {
        differ(each.getKey(), each.getValue());
      }
    }
  }

  /** A link has ended. */
  public void unlinked(WorkerLink link) {
    open.remove(link);
    for (Map.Entry<WorkerLink, Check> each : List.copyOf(open.entrySet())) {
      Check check = each.getValue();
      if (check.earlier.peek() == link) {
        differ(each.getKey(), check);
      } else {
        check.earlier.remove(link);
      }
    }
  }
}
