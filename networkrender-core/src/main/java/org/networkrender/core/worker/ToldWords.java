package org.networkrender.core.worker;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The words that clients told a worker last, by any connection. Calls may come from any thread. */
final class ToldWords {
  /** More than clients and connections; a peer can make no more of them be kept. */
  static final int MOST = 1_000;

  private final Set<String> words = new LinkedHashSet<>();

  synchronized void add(String word) {
    words.add(word);
    if (words.size() > MOST) {
      Iterator<String> oldest = words.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized boolean contains(String word) {
    return words.contains(word);
  }
}
