package org.networkrender.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.Provider;
import org.networkrender.api.ProviderOption;
import org.networkrender.api.ProviderOption.Scope;
import org.networkrender.api.RenderException;

/** What every provider keeps to, whatever its service is. The contracts of the services call it. */
final class ProviderRules {
  private static final String UNKNOWN = "no-such-option";

  private ProviderRules() {}

  /**
   * Checks a provider that is not configured.
   *
   * @param kind the word that the names of its options begin with
   * @param one a value for each of its options of the scope {@code PROVIDER}
   * @param other another value for each
   */
  static void check(
      String kind, Provider provider, Map<String, String> one, Map<String, String> other)
      throws RenderException {
    String name = kind + "." + provider.name();
    assertThat(provider.name()).matches("[a-z0-9-]{1,32}").isEqualTo(provider.name());
    List<ProviderOption> options = provider.options();
    assertThat(options).extracting(ProviderOption::key).doesNotHaveDuplicates();
    assertThat(provider.options()).isEqualTo(options);
    refusesUnknown(name, options);
    List<String> own =
        options.stream()
            .filter(option -> option.scope() == Scope.PROVIDER)
            .map(ProviderOption::key)
            .toList();
    assertThat(one).containsOnlyKeys(own);
    assertThat(other).containsOnlyKeys(own);
    own.forEach(key -> assertThat(other.get(key)).isNotEqualTo(one.get(key)));
    for (Map<String, String> choice : List.of(one, other, Map.<String, String>of())) {
      staysItself(provider, name, choice);
    }
  }

  private static void refusesUnknown(String name, List<ProviderOption> options) {
    assertThatExceptionOfType(RenderException.class)
        .isThrownBy(() -> ProviderOption.refuseUnknown(name, options, Set.of(UNKNOWN)))
        .returns(ErrorKind.USER, RenderException::kind)
        .satisfies(
            e -> {
              assertThat(e.line()).hasLineCount(1).contains(name).contains(UNKNOWN);
              for (ProviderOption option : options) {
                assertThat(e.line()).contains(option.key() + " (" + option.description() + ")");
              }
            });
  }

  private static void staysItself(Provider provider, String name, Map<String, String> choice)
      throws RenderException {
    try (TestContext context = new TestContext(name, choice)) {
      Provider configured = provider.configure(context);
      assertThat(configured.name()).isEqualTo(provider.name());
      assertThat(configured.description()).isEqualTo(provider.description());
      assertThat(configured.options()).isEqualTo(provider.options());
    }
  }
}
