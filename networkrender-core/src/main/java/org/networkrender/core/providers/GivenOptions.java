package org.networkrender.core.providers;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;
import com.google.common.collect.Tables;
import com.google.common.collect.TreeBasedTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.networkrender.api.Provider;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.ProviderOption.Scope;
import org.networkrender.api.RenderException;

/**
 * The options that a user gave to providers, all of them known.
 *
 * @param byProvider those of each provider, by its kind and name; no empty ones
 */
record GivenOptions(ImmutableTable<ProviderKind, String, ImmutableMap<String, String>> byProvider) {

  /**
   * Sorts options by their providers.
   *
   * @param given the values, by names such as {@code discovery.udp.interval}
   * @throws RenderException of kind {@code USER} if there is no such kind, provider or option; it
   *     names those that there are
   */
  static GivenOptions of(Map<String, String> given, Providers providers) throws RenderException {
    Table<ProviderKind, String, Map<String, String>> sorted = TreeBasedTable.create();
    for (Map.Entry<String, String> option : given.entrySet()) {
      List<String> name = Splitter.on('.').splitToList(option.getKey());
      if (name.size() != 3) {
        throw RenderException.user(
            "'" + option.getKey() + "' is not an option of a provider",
            "Name its kind, its provider and its key, for example discovery.udp.interval");
      }
      ProviderKind kind = ProviderKind.parse(name.get(0));
      String provider = name.get(1);
      check(kind.fullName(provider), kind.find(providers, provider), name.get(2));
      Map<String, String> own = sorted.get(kind, provider);
      if (own == null) {
        own = new TreeMap<>();
        sorted.put(kind, provider, own);
      }
      own.put(name.get(2), option.getValue());
    }
    return new GivenOptions(
        ImmutableTable.copyOf(Tables.transformValues(sorted, ImmutableMap::copyOf)));
  }

  private static void check(String name, Provider provider, String key) throws RenderException {
    List<ProviderOption> known = provider.options();
    Optional<ProviderOption> option =
        known.stream().filter(each -> each.key().equals(key)).findFirst();
    if (option.isEmpty()) {
      ProviderOption.refuseUnknown(
          name,
          known.stream().filter(each -> each.scope() == Scope.PROVIDER).toList(),
          Set.of(key));
    } else if (option.get().scope() == Scope.JOB) {
      throw RenderException.user(
          "The option '" + key + "' of " + name + " is chosen for each job",
          "Give it to the job: render --set " + key + "=VALUE");
    }
  }

  /** Returns the options of one provider, by key; none where none was given. */
  ImmutableMap<String, String> of(ProviderKind kind, String provider) {
    ImmutableMap<String, String> own = byProvider.get(kind, provider);
    return own == null ? ImmutableMap.of() : own;
  }
}
