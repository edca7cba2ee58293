package org.networkrender.core.scheduler;

/**
 * One slot as it is seen by whoever plans the end of a job. All times are nanoseconds, moments are
 * on the clock of the events.
 *
 * @param worker whose slot it is
 * @param free when it is free; a moment of the past is as good as now
 * @param pace how long a usual task takes there
 * @param overhead what each part costs there beside its share of the task
 * @param hungry whether it will soon need something
 */
record SlotView(WorkerState worker, double free, double pace, double overhead, boolean hungry) {
  /** Returns how long a part takes there of a task that was cut into so many. */
  double part(double parts) {
    return overhead + pace / parts;
  }
}
