package org.networkrender.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time that a process has used, in seconds. Known on Linux only; elsewhere it is zero.
 *
 * @param own its own
 * @param children that of its children that have ended, and of theirs
 */
record ProcessorTime(double own, double children) {
  /** The kernel counts processor time in hundredths of a second, for every program. */
  static final double TICKS_A_SECOND = 100;

  /** Where utime, stime, cutime and cstime are in a process's numbers, behind its name. */
  private static final int FIRST_TIME = 11;

  static ProcessorTime of(long process) {
    try {
      String text = Files.readString(Path.of("/proc/" + process + "/stat"));
      String[] numbers = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return new ProcessorTime(seconds(numbers, 0), seconds(numbers, 2));
    } catch (IOException e) {
      // It has just ended, and its parent counts it from now on; or this is not Linux.
      return new ProcessorTime(0, 0);
    }
  }

  private static double seconds(String[] numbers, int place) {
    int first = FIRST_TIME + place;
    return (Long.parseLong(numbers[first]) + Long.parseLong(numbers[first + 1])) / TICKS_A_SECOND;
  }

  double all() {
    return own + children;
  }

  ProcessorTime plus(ProcessorTime other) {
    return new ProcessorTime(own + other.own, children + other.children);
  }

  ProcessorTime minus(ProcessorTime before) {
    return new ProcessorTime(own - before.own, children - before.children);
  }
}
