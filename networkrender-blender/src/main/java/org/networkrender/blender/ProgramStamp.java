package org.networkrender.blender;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.networkrender.api.Sha256;

/**
 * By what a program, the drivers and the devices of this machine are known to be the same. Only on
 * Linux, and only of a program that is one: a script, or a Python, may start anything.
 */
final class ProgramStamp {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  /** The libraries that are installed, the drivers and the devices; many are not there. */
  private static final List<String> FILES =
      List.of(
          "/etc/machine-id",
          "/etc/ld.so.cache",
          "/proc/driver/nvidia/version",
          "/usr/lib/x86_64-linux-gnu/dri",
          "/usr/lib/aarch64-linux-gnu/dri",
          "/usr/lib64/dri",
          "/usr/lib/dri",
          "/usr/share/glvnd/egl_vendor.d",
          "/usr/share/vulkan/icd.d",
          "/etc/OpenCL/vendors",
          "/opt/rocm/.info/version");

  /** The first digits of the class of what shows or computes pictures, in the PCI's own numbers. */
  private static final List<String> DISPLAY_CLASSES = List.of("0x03", "0x12");

  /** The modules of the kernel that drive graphics cards. */
  private static final List<String> MODULES = List.of("nvidia", "amdgpu", "i915", "xe");

  private ProgramStamp() {}

  /** Returns the stamp, or empty where it cannot be known. */
  static Optional<String> of(Path program) {
    if (BlenderFinder.Platform.ofThisMachine() != BlenderFinder.Platform.LINUX
        || Installation.isPython(program)) {
      return Optional.empty();
    }
    try {
      Path real = program.toRealPath();
      if (!isElf(real)) {
        return Optional.empty();
      }
      StringBuilder text = new StringBuilder();
      text.append(real).append(' ').append(state(real)).append('\n');
      text.append(System.getProperty("os.version", "")).append('\n').append(processor());
      for (String file : FILES) {
        text.append(file).append(' ').append(state(Path.of(file))).append('\n');
      }
      text.append(cards(Path.of("/")));
      for (String name : BlenderEnvironment.CARDS) {
        text.append(name).append('=').append(System.getenv(name)).append('\n');
      }
      return Optional.of(Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex());
    } catch (IOException e) {
      // Whoever starts the program will say what is wrong with it.
      return Optional.empty();
    }
  }

  /**
   * Returns which graphics cards and drivers there are; another text where any of them is another.
   *
   * @param root the root directory of the system
   */
  static String cards(Path root) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(devices(root.resolve("dev"), "{nvidia*,kfd,dxg}"));
    text.append(devices(root.resolve("dev/dri"), "*"));
    TreeSet<String> found = new TreeSet<>();
    Path pci = root.resolve("sys/bus/pci/devices");
    if (Files.isDirectory(pci)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(pci)) {
        for (Path device : all) {
          String kind = content(device.resolve("class"));
          if (DISPLAY_CLASSES.stream().anyMatch(kind::startsWith)) {
            String which = content(device.resolve("vendor")) + content(device.resolve("device"));
            found.add(device.getFileName() + " " + which);
          }
        }
      }
    }
    text.append(found);
    for (String module : MODULES) {
      text.append(module).append(content(root.resolve("sys/module/" + module + "/version")));
      text.append(content(root.resolve("sys/module/" + module + "/srcversion")));
    }
    return text.toString();
  }

  /** What a short file of the kernel says; nothing where it is not there. */
  private static String content(Path file) throws IOException {
    return Files.isReadable(file)
        ? Files.readString(file, StandardCharsets.ISO_8859_1).strip() + ' '
        : "";
  }

  private static boolean isElf(Path program) throws IOException {
    try (InputStream in = Files.newInputStream(program)) {
      return Arrays.equals(in.readNBytes(ELF.length), ELF);
    }
  }

  private static String state(Path file) throws IOException {
    return Files.exists(file)
        ? Files.size(file) + " " + Files.getLastModifiedTime(file)
        : "not there";
  }

  /** The processor, of which the first part of the list is enough. */
  private static String processor() throws IOException {
    Path list = Path.of("/proc/cpuinfo");
    StringBuilder text = new StringBuilder();
    if (Files.isReadable(list)) {
      for (String line : Files.readAllLines(list, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("model name") || line.startsWith("flags") || line.startsWith("CPU")) {
          text.append(line).append('\n');
        }
        if (line.isEmpty()) {
          break;
        }
      }
    }
    return text.toString();
  }

  /** Which devices there are, and whether this user may use them. */
  private static String devices(Path directory, String names) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, names)) {
        all.forEach(device -> found.add(device + " " + Files.isWritable(device)));
      }
    }
    return found.toString();
  }
}
