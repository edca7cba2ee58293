package org.networkrender.core.scheduler.simulation;

/** A process that may freeze, end and begin again: what it has to do it does now, late or never. */
final class SimulatedProcess {
  private final Agenda agenda;
  private boolean up;
  private int life;
  private long frozenUntil;

  SimulatedProcess(Agenda agenda) {
    this.agenda = agenda;
  }

  boolean isUp() {
    return up;
  }

  void begin() {
    life++;
    up = true;
  }

  /** It ends, and with it all that it had to do. */
  void end() {
    life++;
    up = false;
    frozenUntil = 0;
  }

  void freeze(long length) {
    frozenUntil = Math.max(frozenUntil, agenda.now() + length);
  }

  /** Does something after a while, unless the process has ended by then. */
  void later(long delay, Runnable action) {
    int mine = life;
    agenda.in(
        delay,
        () -> {
          if (life == mine) {
            run(action);
          }
        });
  }

  /** Does something in the process: now, when it thaws, or never. */
  void run(Runnable action) {
    if (!up) {
      return;
    }
    if (agenda.now() < frozenUntil) {
      int mine = life;
      agenda.at(
          frozenUntil,
          () -> {
            if (life == mine) {
              run(action);
            }
          });
    } else {
      action.run();
    }
  }
}
