package org.networkrender.core.queue;

import org.jspecify.annotations.Nullable;

/**
 * What a job may use of a worker from now on. Its scheduler is to be told so by {@link
 * org.networkrender.core.scheduler.SchedulerEvent.SlotsShared}.
 *
 * @param job the number of the job
 * @param worker the number of the worker's link
 * @param slots how many slots, 0 for none: what runs there ends, what is queued is taken back
 * @param room how many attempts the job may hold there, running or queued: {@code slots}, or up to
 *     twice as many where no other job uses the worker
 * @param alone whether nothing of other jobs is there, nor begins while this one has a suspect
 *     there
 */
public record Share(int job, int worker, int slots, int room, boolean alone) {
  /** Returns whether it takes nothing away from what a job was told before, if it was. */
  boolean isNoLessThan(@Nullable Share before) {
    return before == null
        || (slots >= before.slots && room >= before.room && (alone || !before.alone));
  }
}
