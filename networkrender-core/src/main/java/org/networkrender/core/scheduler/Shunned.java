package org.networkrender.core.scheduler;

import java.util.Set;

/**
 * The machines that a task is kept away from.
 *
 * @param failed those on which it failed, that of the last failure first: it goes there only when
 *     all that are there are shunned
 * @param refused those that refused it: it never goes there
 */
record Shunned(Set<MachineRecord> failed, Set<MachineRecord> refused) {
  static final Shunned NOBODY = new Shunned(Set.of(), Set.of());

  boolean contains(MachineRecord machine) {
    return failed.contains(machine) || refused.contains(machine);
  }

  /**
   * Returns whether every machine is shunned that offers slots, resting or not.
   *
   * @param offering how many of them there are
   */
  boolean everyOneOf(int offering) {
    if (failed.size() + refused.size() < offering) {
      return false;
    }
    int shunned = 0;
    for (MachineRecord machine : failed) {
      shunned += machine.offering > 0 ? 1 : 0;
    }
    for (MachineRecord machine : refused) {
      shunned += machine.offering > 0 && !failed.contains(machine) ? 1 : 0;
    }
    return shunned == offering;
  }
}
