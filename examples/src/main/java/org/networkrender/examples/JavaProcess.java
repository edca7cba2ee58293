package org.networkrender.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of this package in a process of its own. */
final class JavaProcess {
  private JavaProcess() {}

  /** Prepares a process with this one's class path and what the program's launcher tells Java. */
  static ProcessBuilder of(Class<?> program, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:Tier4InvocationThreshold=30000",
                "-XX:Tier4MinInvocationThreshold=6000",
                "-XX:Tier4CompileThreshold=90000",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
