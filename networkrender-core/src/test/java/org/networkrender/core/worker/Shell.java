package org.networkrender.core.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Real processes that do what a line of shell says; all end with the test. */
final class Shell implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();
  private final List<ProcessHandle> seen = new ArrayList<>();

  /**
   * Starts a script that prints a line when it is ready. It can wait for its standard input, which
   * ends with this.
   */
  ProcessHandle start(String script) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", script).start();
    processes.add(process);
    InputStream output = process.getInputStream();
    for (int next = output.read(); next != '\n'; next = output.read()) {
      if (next < 0) {
        throw new IOException("the script ended before it was ready: " + script);
      }
    }
    process.descendants().forEach(seen::add);
    return process.toHandle();
  }

  /** Writes a line to the last script that was started. */
  void tell(String line) throws IOException {
    OutputStream input = processes.get(processes.size() - 1).getOutputStream();
    input.write((line + "\n").getBytes(UTF_8));
    input.flush();
  }

  static void signal(String name, long pid) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " " + pid + " ended with " + code);
    }
  }

  @Override
  public void close() {
    processes.forEach(process -> process.descendants().forEach(seen::add));
    seen.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(Process::destroyForcibly);
  }
}
