package org.networkrender.core.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.networkrender.core.order.JobListener;
import org.networkrender.core.order.Notice;

/** Hears what a person should read of a job, or of several. */
final class HeardNotices implements JobListener {
  private final List<Notice> notices = new CopyOnWriteArrayList<>();

  @Override
  public void notice(Notice notice) {
    notices.add(notice);
  }

  List<String> texts() {
    return notices.stream().map(Notice::text).toList();
  }

  List<String> warnings() {
    return notices.stream()
        .filter(notice -> notice.level() == Notice.Level.WARNING)
        .map(Notice::text)
        .toList();
  }
}
