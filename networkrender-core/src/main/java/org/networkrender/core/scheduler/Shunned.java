package org.networkrender.core.scheduler;

import java.util.Set;

/**
 * The machines that a task is kept away from.
 *
 * @param failed those on which it failed: it goes there only when all usable ones are shunned
 * @param refused those that refused it: it never goes there
 */
record Shunned(Set<MachineRecord> failed, Set<MachineRecord> refused) {
  static final Shunned NOBODY = new Shunned(Set.of(), Set.of());

  boolean contains(MachineRecord machine) {
    return failed.contains(machine) || refused.contains(machine);
  }

  /**
   * Returns whether every usable machine is shunned.
   *
   * @param usableMachines how many usable machines there are
   */
  boolean everyUsable(int usableMachines) {
    if (failed.size() + refused.size() < usableMachines) {
      return false;
    }
    int usable = 0;
    for (MachineRecord machine : failed) {
      usable += machine.usable() ? 1 : 0;
    }
    for (MachineRecord machine : refused) {
      usable += machine.usable() && !failed.contains(machine) ? 1 : 0;
    }
    return usable == usableMachines;
  }
}
