package org.networkrender.core.planning;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.networkrender.api.Provider;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.ProviderOption.Scope;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.core.order.JobOrder;

/** What the user chose for a job, and whom it is for. */
final class JobOptions {
  private JobOptions() {}

  /**
   * Checks that the backend or the splitter knows each option. A backend that declares none may
   * know any.
   *
   * @throws RenderException of kind {@code USER} if not; it names those that there are
   */
  static void check(Map<String, String> options, RenderBackend backend, JobSplitter splitter)
      throws RenderException {
    List<ProviderOption> ofBackend = ofJob(backend).toList();
    if (!ofBackend.isEmpty()) {
      ProviderOption.refuseUnknown(
          "A job of backend." + backend.name() + " and splitter." + splitter.name(),
          Stream.concat(ofBackend.stream(), ofJob(splitter)).toList(),
          options.keySet());
    }
  }

  /** Returns the options that a splitter knows. */
  static Map<String, String> ofSplitter(JobSplitter splitter, Map<String, String> options) {
    Map<String, String> own = new TreeMap<>(options);
    own.keySet().retainAll(keys(splitter));
    return own;
  }

  /** Returns the options that a splitter does not know: how to cut is not a backend's business. */
  static Map<String, String> ofBackend(JobSplitter splitter, Map<String, String> options) {
    Map<String, String> others = new TreeMap<>(options);
    others.keySet().removeAll(keys(splitter));
    return others;
  }

  private static Set<String> keys(JobSplitter splitter) {
    return ofJob(splitter).map(ProviderOption::key).collect(Collectors.toSet());
  }

  private static Stream<ProviderOption> ofJob(Provider provider) {
    return provider.options().stream().filter(option -> option.scope() == Scope.JOB);
  }

  /** Returns the options of an order as its splitter is told them. */
  static Map<String, String> ofSplit(JobOrder order) {
    Map<String, String> options = new TreeMap<>(order.options());
    if (order.exact()) {
      options.put(JobSplitter.EXACT, "true");
    }
    return options;
  }
}
