package org.networkrender.core.events;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the sockets of a user's jobs lie, one file for each job that runs. Nobody else can enter
 * it, so who connects is the user.
 */
final class SocketDirectory {
  private static final Logger log = LoggerFactory.getLogger(SocketDirectory.class);
  private static final String ENDING = ".sock";
  private static final String BEGUN = ".new";
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> SOCKET =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;

  SocketDirectory(Path path) {
    this.path = path;
  }

  /**
   * Returns this user's directory.
   *
   * @param environment where the system may name one for such files
   * @param cache what is used where it does not
   */
  static Path of(Map<String, String> environment, Path cache) {
    String given = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    Path runtime = Path.of(given);
    boolean usable = !given.isEmpty() && runtime.isAbsolute() && Files.isDirectory(runtime);
    return (usable ? runtime.resolve("networkrender") : cache).resolve("jobs");
  }

  /** Makes the directory, and lets nobody but the user into it. */
  void create() throws IOException {
    Files.createDirectories(path);
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(path.toString());
    }
    restrict(path, DIRECTORY);
  }

  /** Fails if the file is somebody else's; does nothing where a system has no such permissions. */
  private static void restrict(Path file, Set<PosixFilePermission> permissions) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, permissions);
    }
  }

  Path socketOf(String job) {
    JobEvents.checkId(job);
    return path.resolve(job + ENDING);
  }

  /** Returns under which name a socket is made: under its own it would be swept as a dead one. */
  Path begun(String job) {
    return path.resolve(job + BEGUN);
  }

  /** Gives a socket that can be connected to its name. */
  void publish(String job) throws IOException {
    restrict(begun(job), SOCKET);
    Files.move(begun(job), socketOf(job));
  }

  /** Returns the ids of the jobs that run, and removes the sockets of those that do not. */
  List<String> running() throws IOException {
    List<String> running = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + ENDING)) {
      for (Path file : files) {
        if (isAlive(file)) {
          String name = String.valueOf(file.getFileName());
          running.add(name.substring(0, name.length() - ENDING.length()));
        }
      }
    } catch (NoSuchFileException e) {
      // No job ever ran here.
      return List.of();
    }
    running.sort(null);
    return running;
  }

  private static boolean isAlive(Path file) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      return channel.isConnected();
    } catch (ConnectException e) {
      sweep(file);
      return false;
    } catch (IOException e) {
      log.debug("the socket {} does not answer", file, e);
      return false;
    }
  }

  private static void sweep(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.debug("the socket {} of a job that is gone stays", file, e);
    }
  }
}
