package org.networkrender.core.scheduler;

import java.time.Duration;

/**
 * All that {@link Judgement} knows of a failure and of the task and the machine that it happened
 * to; the failure that is judged is counted in.
 *
 * @param kind how it failed
 * @param failures how many counted failures the task has had
 * @param failing for how long it has been failing: since the first of them, or since another
 *     machine last offered a slot, which might have done it
 * @param able on how many machines they happened that have rendered something else
 * @param sceneFaults how many of them were faults of the scene
 * @param blamers on how many machines those happened
 * @param stalls how many of them were stalls
 * @param stallers on how many machines those happened
 * @param alike whether it failed in the same words on each machine that is there, and on two at
 *     least
 * @param losses how often its worker was lost while it rendered the task
 * @param othersLeft whether a machine is there, resting or not, on which the task has not failed
 * @param ableLeft whether one of those has rendered something
 * @param othersDue for how long yet such a machine is expected to come; zero when one is there
 * @param lostOnly whether one of those is there, or left just now, with which the task was lost;
 *     once it would be given up otherwise
 * @param own whether it happened on the client's own machine
 */
record FailureFacts(
    FailureKind kind,
    int failures,
    Duration failing,
    int able,
    int sceneFaults,
    int blamers,
    int stalls,
    int stallers,
    boolean alike,
    int losses,
    boolean othersLeft,
    boolean ableLeft,
    Duration othersDue,
    boolean lostOnly,
    boolean own) {}
