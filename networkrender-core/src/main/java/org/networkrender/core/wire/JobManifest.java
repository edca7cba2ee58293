package org.networkrender.core.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.networkrender.api.PictureName;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;

/**
 * What a worker needs to know of a job: its files, and what the backend is told.
 *
 * @param scene the path of the scene file among {@code files}
 * @param files all files of the job, the scene among them
 * @param pictures the files that one frame gives: its pictures, then its further files; none where
 *     the scene is only looked into
 * @param part the file that a part of a frame gives, or null when there are no parts
 * @param properties what the backend wrote into the scene's description
 * @param options what the user chose
 * @param taskLimitMillis how long one task may take for each of its frames, in milliseconds; 0 for
 *     as long as it needs
 */
public record JobManifest(
    String scene,
    List<Entry> files,
    List<PictureName> pictures,
    @Nullable PictureName part,
    Map<String, String> properties,
    Map<String, String> options,
    long taskLimitMillis) {
  /** The most bytes of a manifest: some 300,000 files. */
  public static final int MAX_BYTES = 64 << 20;

  /** The longest time limit that a task can have. */
  public static final Duration MAX_TASK_LIMIT = Duration.ofDays(366);

  /** Copies the collections and checks that the scene is among the files. */
  public JobManifest {
    files = ImmutableList.copyOf(files);
    pictures = ImmutableList.copyOf(pictures);
    properties = ImmutableMap.copyOf(properties);
    options = ImmutableMap.copyOf(options);
    checkArgument(taskLimitMillis >= 0, "a task's time is negative");
    checkArgument(taskLimitMillis <= MAX_TASK_LIMIT.toMillis(), "a task's time is too long");
    checkFiles(scene, files);
  }

  private static void checkFiles(String scene, List<Entry> files) {
    boolean found = false;
    Set<String> keys = new HashSet<>();
    Map<Sha256, Long> sizes = new HashMap<>();
    for (Entry entry : files) {
      found |= entry.path().equals(scene);
      checkArgument(
          keys.add(JobPath.key(entry.path())),
          "two files have the same path, or paths that some machines take for the same");
      Long before = sizes.putIfAbsent(entry.content(), entry.bytes());
      checkArgument(before == null || before == entry.bytes(), "a content has two sizes");
    }
    checkArgument(found, "no scene among the files");
  }

  /**
   * A file of a job.
   *
   * @param path where it lies in the job's directory: see {@link JobPath}
   * @param origin the absolute path that it has on the client's machine
   * @param content its SHA-256
   * @param bytes its size in bytes
   */
  public record Entry(String path, String origin, Sha256 content, long bytes) {
    /** Checks the fields. */
    public Entry {
      JobPath.check(path);
      checkArgument(origin.length() <= 4096, "a path is too long");
      Objects.requireNonNull(content);
      checkArgument(bytes >= 0, "a size is negative");
    }
  }

  /** Returns what is in the files, each content once. */
  public List<Blob> contents() {
    return files.stream().map(entry -> new Blob(entry.content, entry.bytes)).distinct().toList();
  }
}
