package org.networkrender.core.planning;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.RenderBackend;
import org.networkrender.core.wire.JobManifest;

/** By what a later run knows that it is the same job. */
final class JobIdentity {
  private JobIdentity() {}

  /**
   * What changes the pictures: their names, the renderer's orders, and every file by content, not
   * where it lies.
   */
  static Sha256 of(RenderBackend backend, JobManifest manifest) {
    Hasher hasher = Hashing.sha256().newHasher();
    text(hasher, backend.name());
    text(hasher, manifest.scene());
    // The name is the user's choice, but a frame under another name is not there yet.
    manifest.pictures().forEach(picture -> text(hasher, picture.pattern()));
    for (JobManifest.Entry entry : manifest.files()) {
      text(hasher, entry.path());
      text(hasher, entry.content().hex());
    }
    new TreeMap<>(manifest.properties()).forEach((key, value) -> text(hasher, key + '=' + value));
    new TreeMap<>(manifest.options()).forEach((key, value) -> text(hasher, key + '=' + value));
    return Sha256.ofDigest(hasher.hash().asBytes());
  }

  /**
   * Returns by what a job is known whose frames are of the devices that its manifest names, and of
   * no others: nobody has looked on what the frames of another run were rendered.
   */
  static Sha256 exact(Sha256 job) {
    return ofParts(job, "exact");
  }

  /**
   * Returns by what parts are known that belong to a job.
   *
   * @param source from what they come, where not all that the job's machines make fits together;
   *     empty where it does
   */
  static Sha256 ofParts(Sha256 job, String source) {
    return source.isEmpty()
        ? job
        : Sha256.of((job.hex() + ' ' + source).getBytes(StandardCharsets.UTF_8));
  }

  private static void text(Hasher hasher, String text) {
    hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
  }
}
