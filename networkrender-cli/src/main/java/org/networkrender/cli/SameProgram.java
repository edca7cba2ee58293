package org.networkrender.cli;

import java.nio.file.Path;
import java.util.List;

/** How to start this program once more. */
final class SameProgram {
  private SameProgram() {}

  /** Returns the command of the same Java with the same classes, without arguments. */
  static List<String> command() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String main = Main.class.getName();
    String modules = System.getProperty("jdk.module.path", "");
    return modules.isEmpty()
        ? List.of(java, "-cp", System.getProperty("java.class.path"), main)
        : List.of(java, "-p", modules, "-m", Main.class.getModule().getName() + "/" + main);
  }
}
