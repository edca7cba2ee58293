package org.networkrender.core.job;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.networkrender.api.RenderException;
import org.networkrender.core.events.EventQueue;
import org.networkrender.core.events.EventSubscription;
import org.networkrender.core.events.JobCommands;
import org.networkrender.core.events.JobEvent;
import org.networkrender.core.events.JobEvents;
import org.networkrender.core.events.JobSnapshot;
import org.networkrender.core.order.JobReport;
import org.networkrender.core.order.RenderJob;

/** A job as the program sees it that started it. May be used by any thread. */
final class JobFace implements RenderJob {
  private final JobEvents events;
  private final JobEnd end;
  private final JobListenerCalls listener;
  private final JobCommands commands;

  JobFace(JobEvents events, JobEnd end, JobListenerCalls listener, JobCommands commands) {
    this.events = events;
    this.end = end;
    this.listener = listener;
    this.commands = commands;
  }

  @Override
  public JobReport await() throws RenderException, InterruptedException {
    listener.refuseToWait();
    return end.await();
  }

  @Override
  public Optional<JobReport> await(Duration atMost) throws RenderException, InterruptedException {
    listener.refuseToWait();
    return end.await(atMost);
  }

  @Override
  public CompletableFuture<JobReport> result() {
    return end.result();
  }

  @Override
  public void cancel() {
    commands.cancel();
  }

  @Override
  public void pause() {
    commands.pause();
  }

  @Override
  public void resume() {
    commands.resume();
  }

  @Override
  public void answer(String question, String answer) {
    commands.answer(question, answer);
  }

  @Override
  public void priority(int priority) {
    commands.priority(priority);
  }

  @Override
  public String id() {
    return events.id();
  }

  @Override
  public JobSnapshot snapshot() {
    return events.snapshot();
  }

  @Override
  public EventQueue<JobEvent> subscribe() {
    return events.subscribe();
  }

  @Override
  public EventSubscription subscribe(Consumer<? super JobEvent> subscriber) {
    return events.subscribe(subscriber);
  }
}
