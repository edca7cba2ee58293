package org.networkrender.cli;

import org.networkrender.api.backend.BackendSettings;

/** How renderers share the processor with other programs. */
enum RendererPriority {
  LOW,
  NORMAL;

  /** Returns whether it is low; never where this machine cannot start a program so. */
  boolean isLow() {
    return this == LOW && BackendSettings.canLower();
  }
}
