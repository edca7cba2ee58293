package org.networkrender.core.order;

/** What becomes of pictures that are there already and were not made by the same job. */
public enum Existing {
  /** The job does not start; the error says what there is. */
  ASK,
  /** Whole ones stay as they are, and count as done. */
  KEEP,
  /** They are rendered again. */
  OVERWRITE
}
