package org.networkrender.api;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An option that a provider knows. A user who gives another one is told which there are.
 *
 * @param key the name by which it is given: lower-case letters, digits and hyphens, at most 32
 * @param description one plain line that tells a user what it does, its values, and what holds
 *     without it
 * @param scope what it holds for
 */
public record ProviderOption(String key, String description, Scope scope) {
  private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,32}");

  /** What an option holds for. */
  public enum Scope {
    /**
     * For the provider, as long as a farm or a worker uses it: how it works on this machine. It is
     * in the provider's {@link ProviderContext#options context}, and told to no other machine.
     */
    PROVIDER,

    /**
     * For one job: it comes with the job's order. A backend's options of a job travel to the
     * workers, a splitter's do not.
     */
    JOB
  }

  /** Checks the form of the key and of the description. */
  public ProviderOption {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("'" + key + "' is not the key of an option");
    }
    if (description.isEmpty() || !PlainText.line(description).equals(description)) {
      throw new IllegalArgumentException("the option " + key + " is not described in one line");
    }
  }

  /** Returns an option of the provider. */
  public static ProviderOption of(String key, String description) {
    return new ProviderOption(key, description, Scope.PROVIDER);
  }

  /** Returns an option of a job. */
  public static ProviderOption ofJob(String key, String description) {
    return new ProviderOption(key, description, Scope.JOB);
  }

  /**
   * Checks that options are known.
   *
   * @param whose who knows them, as a user reads it, for example {@code discovery.udp}
   * @param known the options that there are
   * @param given the keys that a user gave
   * @throws RenderException of kind {@code USER} if one is not known; it names the known ones with
   *     their descriptions
   */
  public static void refuseUnknown(
      String whose, Collection<ProviderOption> known, Set<String> given) throws RenderException {
    Set<String> unknown = new TreeSet<>(given);
    known.forEach(option -> unknown.remove(option.key));
    if (unknown.isEmpty()) {
      return;
    }
    String words = String.join("', '", unknown);
    throw RenderException.user(
        PlainText.line(whose + " has no option '" + words + "'"),
        known.isEmpty()
            ? "It has none at all"
            : known.stream()
                .map(option -> option.key + " (" + option.description + ")")
                .sorted()
                .collect(Collectors.joining(", ", "It has ", "")));
  }
}
