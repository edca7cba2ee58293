package org.networkrender.blender;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that Blender printed, shortened: however much it prints, this stays small. */
final class LastLines {
  private static final int COUNT = 20;
  private static final int LENGTH = 500;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == COUNT) {
      lines.removeFirst();
    }
    lines.addLast(line.length() <= LENGTH ? line : line.substring(0, LENGTH));
  }

  synchronized List<String> list() {
    return List.copyOf(lines);
  }
}
