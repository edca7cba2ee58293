package org.networkrender.core.worker;

import java.util.List;
import org.networkrender.api.PlainText;
import org.networkrender.core.wire.Message;

/** What a renderer printed last, as it is told to a client: little, and harmless to show. */
final class LastOutput {
  private LastOutput() {}

  static List<String> of(List<String> lines) {
    return lines.stream()
        .skip(Math.max(0, lines.size() - Message.Failed.MOST_LINES))
        .map(PlainText::line)
        .map(line -> line.substring(0, Math.min(line.length(), Message.Failed.LONGEST_LINE)))
        .toList();
  }
}
