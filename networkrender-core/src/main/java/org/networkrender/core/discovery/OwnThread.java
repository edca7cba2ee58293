package org.networkrender.core.discovery;

/** What runs work where nobody has configured a provider: each piece on a thread of its own. */
final class OwnThread {
  private OwnThread() {}

  static void run(Runnable work) {
    Thread thread = new Thread(work, "networkrender-discovery");
    thread.setDaemon(true);
    thread.start();
  }
}
