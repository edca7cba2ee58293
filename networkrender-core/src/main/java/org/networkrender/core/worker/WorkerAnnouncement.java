package org.networkrender.core.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.networkrender.api.RenderException;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.Discovery;
import org.networkrender.core.providers.ProviderFaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker tells about itself, by every discovery that it was told to use. */
final class WorkerAnnouncement implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkerAnnouncement.class);

  private final List<Discovery.Announcement> announcements = new ArrayList<>();
  private Advertisement told;

  private WorkerAnnouncement(Advertisement first) {
    this.told = first;
  }

  static WorkerAnnouncement start(WorkerSettings settings, Advertisement first)
      throws RenderException {
    WorkerAnnouncement announcement = new WorkerAnnouncement(first);
    try {
      for (String name : settings.discoveries()) {
        announcement.announcements.add(
            settings.providers().discovery(name).announce(settings.discovery(), first));
      }
      return announcement;
    } catch (RenderException | RuntimeException e) {
      announcement.close();
      throw e;
    }
  }

  /** Tells what is new, if anything is. */
  synchronized void update(Advertisement advertisement) {
    if (!advertisement.equals(told)) {
      told = advertisement;
      each(announcement -> announcement.update(advertisement));
    }
  }

  @Override
  public void close() {
    each(Discovery.Announcement::close);
  }

  /** One that is at fault keeps neither the others nor the worker from going on. */
  private void each(Consumer<Discovery.Announcement> work) {
    for (Discovery.Announcement announcement : announcements) {
      try {
        work.accept(announcement);
      } catch (ProviderFaultException e) {
        log.warn("{}", e.getMessage(), e);
      }
    }
  }
}
