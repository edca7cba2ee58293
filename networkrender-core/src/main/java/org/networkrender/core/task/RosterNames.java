package org.networkrender.core.task;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people read of the workers of a job: names, and places where a name occurs twice. */
public final class RosterNames {
  private RosterNames() {}

  /** Lets workers that are called the same show their places too, and only those. */
  static void tellApart(Collection<JobWorker> workers) {
    Map<String, Integer> counts = new HashMap<>();
    workers.forEach(worker -> counts.merge(worker.ownName(), 1, Integer::sum));
    for (JobWorker worker : workers) {
      worker.showPlace(counts.getOrDefault(worker.ownName(), 0) > 1);
    }
  }

  /** Returns a text in which workers are called by their places, with their names instead. */
  public static String inPlaceOf(String text, Collection<JobWorker> workers) {
    // Of two places, one of which begins with the other, the longer one is meant where it stands.
    List<JobWorker> others =
        workers.stream()
            .filter(worker -> !worker.isLocal() && text.contains(worker.place()))
            .sorted(Comparator.comparing((JobWorker worker) -> worker.place().length()).reversed())
            .toList();
    String named = text;
    for (JobWorker worker : others) {
      // A name may show its place too, and that is not to be named once more.
      String place = "(?<![\\w.:(\\[])" + Pattern.quote(worker.place()) + "(?![\\w.:])";
      named = named.replaceAll(place, Matcher.quoteReplacement(worker.name()));
    }
    return named;
  }
}
