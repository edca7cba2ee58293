package org.networkrender.cli;

import org.networkrender.api.PlainText;
import org.networkrender.core.order.Notice;

/** A notice as a line. */
final class NoticeText {
  private NoticeText() {}

  static String of(Notice notice) {
    String text = PlainText.line(notice.text());
    return notice.level() == Notice.Level.WARNING ? "warning: " + text : text;
  }
}
