package org.networkrender.cli;

/** How the events of a job are printed. */
enum EventFormat {
  /** One JSON object a line. */
  JSON
}
