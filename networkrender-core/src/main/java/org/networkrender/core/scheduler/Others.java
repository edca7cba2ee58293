package org.networkrender.core.scheduler;

import java.time.Duration;

/**
 * Who else could do a task that has failed. Time in which this process stood still does not count:
 * nobody could come in it.
 *
 * @param left whether a machine is there, resting or not, on which the task has not failed
 * @param ableLeft whether one of them has rendered something
 * @param due for how long yet such a machine is expected to come; zero when one is there
 * @param lostOnly whether one of them is there, or left just now, that the task was lost with
 * @param offeredAt when one of them last offered a slot, on the clock of the leases; long ago when
 *     none ever did
 */
record Others(boolean left, boolean ableLeft, Duration due, boolean lostOnly, long offeredAt) {
  private static final long NEVER = Long.MIN_VALUE / 2;

  /**
   * Looks for them.
   *
   * @param leaseTime the time on the clock of the leases
   * @param within for how long one is waited for: from the start of the job, from when it left, and
   *     from now where it is there and offers nothing
   */
  static Others of(TaskHistory history, WorkerTable workers, long leaseTime, Duration within) {
    Shunned shunned = history.shunned();
    boolean left = !shunned.everyOneOf(workers.offeringMachines());
    long here = 0;
    long offeredAt = NEVER;
    boolean ableLeft = false;
    boolean lostOnly = false;
    for (MachineRecord machine : workers.machines()) {
      if (!shunned.contains(machine)) {
        long seen = machine.isHere() ? leaseTime : machine.leftAtLease;
        here = Math.max(here, seen);
        offeredAt = Math.max(offeredAt, machine.offering > 0 ? leaseTime : machine.offeredAt);
        ableLeft |= machine.able && machine.offering > 0;
        lostOnly |= seen > leaseTime - within.toNanos() && history.lossesWith(machine) > 0;
      }
    }
    Duration due = within.minusNanos(leaseTime - here);
    Duration wait = left || due.isNegative() ? Duration.ZERO : due;
    return new Others(left, ableLeft, wait, lostOnly, offeredAt);
  }
}
