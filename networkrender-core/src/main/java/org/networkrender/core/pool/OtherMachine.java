package org.networkrender.core.pool;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.networkrender.api.backend.Capabilities;

/**
 * Another machine that was heard of, at one moment.
 *
 * @param link the way to it
 * @param name what people call it
 * @param place where it is
 * @param linked whether it can be talked to
 * @param problem why not, where that is known
 * @param renderers what it has, when it is linked
 */
public record OtherMachine(
    WorkerLink link,
    String name,
    String place,
    boolean linked,
    Optional<String> problem,
    List<Capabilities> renderers) {

  /** To be called on the farm's thread. */
  public static OtherMachine of(WorkerLink link) {
    return new OtherMachine(
        link,
        link.name(),
        link.place(),
        link.isLinked(),
        link.problem(),
        link.isLinked() ? link.welcome().backends() : List.of());
  }

  /** Returns the same machine under another name. */
  OtherMachine called(String other) {
    return new OtherMachine(link, other, place, linked, problem, renderers);
  }

  /** Returns whether it has said who it is, or cannot be reached. */
  public boolean isKnown() {
    return linked || problem.isPresent();
  }

  /** Returns whether jobs may bring scripts to any renderer of it. */
  public boolean allowsScripts() {
    return renderers.stream().anyMatch(Capabilities::allowsScripts);
  }

  /** Returns what a person is told when nobody can do something. */
  public String state() {
    return linked
        ? renderers.stream()
            .map(Capabilities::name)
            .distinct()
            .collect(Collectors.joining(", ", "it has ", ""))
        : problem.orElse("it does not answer");
  }
}
