package org.networkrender.core.events;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The workers of a job, in the order in which it heard of them. Immutable. */
public final class WorkerTable {
  /** Nobody was heard of. */
  public static final WorkerTable NONE = new WorkerTable(ImmutableMap.of(), IntTrie.empty());

  private final ImmutableMap<String, Integer> indexes;
  private final IntTrie<WorkerState> states;

  private WorkerTable(ImmutableMap<String, Integer> indexes, IntTrie<WorkerState> states) {
    this.indexes = indexes;
    this.states = states;
  }

  static WorkerTable of(List<WorkerState> workers) {
    WorkerTable table = NONE;
    for (WorkerState worker : workers) {
      table = table.with(worker.worker(), any -> worker);
    }
    return table;
  }

  /** Returns the worker at a place, if the job heard of it. */
  public Optional<WorkerState> at(String place) {
    @Nullable Integer index = indexes.get(place);
    return index == null ? Optional.empty() : Optional.ofNullable(states.get(index));
  }

  /** Returns all workers. */
  public List<WorkerState> all() {
    List<WorkerState> all = new ArrayList<>();
    states.forEach((state, index) -> all.add(state));
    return List.copyOf(all);
  }

  /** Returns the table with one worker changed, or added as one that is just known. */
  WorkerTable with(WorkerRef worker, UnaryOperator<WorkerState> change) {
    @Nullable Integer index = indexes.get(worker.place());
    if (index != null) {
      WorkerState before = at(worker.place()).orElseThrow().named(worker);
      return new WorkerTable(indexes, states.with(index, change.apply(before)));
    }
    int added = indexes.size();
    return new WorkerTable(
        ImmutableMap.<String, Integer>builder().putAll(indexes).put(worker.place(), added).build(),
        states.with(added, change.apply(WorkerState.known(worker))));
  }

  /** Returns the table with one worker changed, or the same if the job did not hear of it. */
  WorkerTable withKnown(WorkerRef worker, UnaryOperator<WorkerState> change) {
    return indexes.containsKey(worker.place()) ? with(worker, change) : this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkerTable table && all().equals(table.all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  @Override
  public String toString() {
    return all().toString();
  }
}
