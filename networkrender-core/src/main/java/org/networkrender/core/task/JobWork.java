package org.networkrender.core.task;

/**
 * What one job does, and who does it. Belongs to the farm's thread.
 *
 * @param number of the job on the wire
 * @param tasks by the numbers that its scheduler knows them by
 * @param attempts at them, those that still count
 * @param roster the workers
 */
public record JobWork(int number, JobTasks tasks, JobAttempts attempts, JobRoster roster) {}
