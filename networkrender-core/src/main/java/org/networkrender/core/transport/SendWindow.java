package org.networkrender.core.transport;

import java.net.ProtocolException;
import org.networkrender.api.transport.Transport;

/**
 * How much of one direction is on its way, shared by all its transfers.
 *
 * <p>A transfer may have as much on its way as is still free. So one transfer alone fills half of
 * the window, n transfers fill n/(n+1), and sinks that stand still never take all of it (dynamic
 * thresholds: Choudhury and Hahne, IEEE/ACM ToN 6(2), 1998). It always may have one chunk if there
 * is room.
 */
final class SendWindow {
  private int free = Transport.MAX_IN_FLIGHT_BYTES;
  private boolean ended;

  /** What one transfer has on its way. All fields are guarded by the window. */
  static final class Share {
    private long sent;
    private long acknowledged;
    private boolean cancelled;
    private boolean over;

    Share(long offset) {
      sent = offset;
      acknowledged = offset;
    }
  }

  /** Waits for room; false if the transfer is not to go on. */
  synchronized boolean acquire(Share share, int bytes) throws InterruptedException {
    while (!ended && !share.cancelled && !hasRoom(share, bytes)) {
      wait();
    }
    if (ended || share.cancelled) {
      return false;
    }
    free -= bytes;
    share.sent += bytes;
    return true;
  }

  private boolean hasRoom(Share share, int bytes) {
    long underWay = share.sent - share.acknowledged;
    return bytes <= free && (underWay == 0 || underWay < free);
  }

  /** Takes back room that was acquired and not used. */
  synchronized void giveBack(Share share, int bytes) {
    free += bytes;
    share.sent -= bytes;
    notifyAll();
  }

  /**
   * Notes that all bytes before the offset have arrived.
   *
   * @return whether the transfer is all over
   * @throws ProtocolException if they were never sent or are acknowledged already
   */
  synchronized boolean acknowledge(Share share, long offset) throws ProtocolException {
    if (offset <= share.acknowledged || offset > share.sent) {
      throw new ProtocolException("an acknowledgement that was never owed");
    }
    free += (int) (offset - share.acknowledged);
    share.acknowledged = offset;
    notifyAll();
    return isAllOver(share);
  }

  /** Notes that the transfer sends no more; returns whether it is all over. */
  synchronized boolean finish(Share share) {
    share.over = true;
    return isAllOver(share);
  }

  private static boolean isAllOver(Share share) {
    return share.over && share.acknowledged == share.sent;
  }

  synchronized void cancel(Share share) {
    share.cancelled = true;
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }
}
