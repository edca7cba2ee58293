package org.networkrender.core.events;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the sockets of a user's jobs, or workers, lie: one file for each that runs. Nobody else can
 * enter it, so who connects is the user.
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
   * @param kind the name of the directory of all that are of a kind
   */
  static Path of(Map<String, String> environment, Path cache, String kind) {
    String given = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    Path runtime = Path.of(given);
    boolean usable = !given.isEmpty() && runtime.isAbsolute() && Files.isDirectory(runtime);
    return (usable ? runtime.resolve("networkrender") : cache).resolve(kind);
  }

  /** Makes the directory, and lets nobody but the user into it. */
  private void create() throws IOException {
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

  /**
   * Opens a socket, and serves it on threads of its own until it is closed. Closing lets
   * connections that have not got the last event 2 s for it.
   *
   * @param id of what is served
   * @throws IOException if the socket cannot be made, for example because the name of the directory
   *     is too long for one, or because one of the same id runs
   */
  <E extends Event> Closeable serve(String id, Served<E> served) throws IOException {
    create();
    Path socket = socketOf(id);
    // Under its own name it would be swept as a dead one before it can be connected to.
    Path begun = path.resolve(id + BEGUN);
    Files.deleteIfExists(begun);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      if (running().contains(id)) {
        throw new IOException("a " + served.what() + " with the id " + id + " runs already");
      }
      server.bind(UnixDomainSocketAddress.of(begun));
      restrict(begun, SOCKET);
      Files.move(begun, socket);
    } catch (IOException | RuntimeException e) {
      server.close();
      Files.deleteIfExists(begun);
      throw e;
    }
    return new SocketServer<>(server, socket, served);
  }

  /**
   * Claims a name in the directory until the claim is closed, or this program ends however it does.
   *
   * @return empty where another program has it
   */
  Optional<Closeable> claim(String name) throws IOException {
    create();
    FileChannel file =
        FileChannel.open(
            path.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This program has it already.
      log.debug("{} is claimed twice", name, e);
    } finally {
      if (!locked) {
        file.close();
      }
    }
    return locked ? Optional.of(file) : Optional.empty();
  }

  private Path socketOf(String id) {
    JobEvents.checkId(id);
    return path.resolve(id + ENDING);
  }

  /**
   * Connects to what runs under an id.
   *
   * @throws IllegalArgumentException if this is no id
   */
  SocketChannel connect(String id) throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(socketOf(id)));
  }

  /** Returns the ids of those that run, and removes the sockets of those that do not. */
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
      // Nothing ever ran here.
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
      log.debug("the socket {} of a program that is gone stays", file, e);
    }
  }
}
