package org.networkrender.blender;

/** Hears what a process prints, on the thread that reads it, in order. */
interface OutputListener {
  /** Hears a line that is not blank. */
  void line(String text);

  /** Hears, once and last, that the process has ended. */
  void ended(int exitCode);
}
