package org.networkrender.core.providers;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.networkrender.api.Provider;
import org.networkrender.api.RenderException;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.api.split.JobSplitter;
import org.networkrender.api.transport.Transport;

/** The kinds of providers, by the words that the names of their options begin with. */
enum ProviderKind {
  /** A {@link RenderBackend}. */
  BACKEND("backend", RenderBackend.class),

  /** A {@link Discovery}. */
  DISCOVERY("discovery", Discovery.class),

  /** A {@link JobSplitter}. */
  SPLITTER("splitter", JobSplitter.class),

  /** A {@link Transport}. */
  TRANSPORT("transport", Transport.class);

  private final String word;
  private final Class<? extends Provider> service;

  ProviderKind(String word, Class<? extends Provider> service) {
    this.word = word;
    this.service = service;
  }

  /** Returns the kind of a service. */
  static ProviderKind ofService(String simpleName) {
    return Arrays.stream(values())
        .filter(kind -> kind.service.getSimpleName().equals(simpleName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(simpleName + " is not a service"));
  }

  /** Returns the full name of a provider of this kind, for example {@code discovery.udp}. */
  String fullName(String provider) {
    return word + '.' + provider;
  }

  static ProviderKind parse(String word) throws RenderException {
    for (ProviderKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw RenderException.user(
        "There is no kind of provider named '" + word + "'",
        Arrays.stream(values())
            .map(kind -> kind.word)
            .collect(Collectors.joining(", ", "There is ", "")));
  }

  /** Returns the provider of a name, or throws as {@link Providers#backend} does. */
  Provider find(Providers providers, String name) throws RenderException {
    return switch (this) {
      case BACKEND -> providers.backend(name);
      case DISCOVERY -> providers.discovery(name);
      case SPLITTER -> providers.splitter(name);
      case TRANSPORT -> providers.transport(name);
    };
  }
}
