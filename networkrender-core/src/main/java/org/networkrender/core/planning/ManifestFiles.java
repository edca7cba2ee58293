package org.networkrender.core.planning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;
import org.networkrender.api.Sha256;
import org.networkrender.core.output.OutputDirectory;
import org.networkrender.core.wire.JobManifest;
import org.networkrender.core.wire.MessageCodec;

/** Lists of a job's files, written as they are sent. */
final class ManifestFiles {
  private ManifestFiles() {}

  static JobPlan.ManifestFile write(JobManifest manifest, OutputDirectory output)
      throws RenderException {
    byte[] json = MessageCodec.encode(manifest).getBytes(StandardCharsets.UTF_8);
    if (json.length > JobManifest.MAX_BYTES) {
      throw RenderException.user(
          "The scene needs too many files: " + manifest.files().size(), "Pack some into archives");
    }
    Path file = output.incoming(0, "manifest.json");
    try {
      Files.write(file, json);
    } catch (IOException e) {
      throw new RenderException(
          ErrorKind.RESOURCE, "Cannot write " + file + ": " + e.getMessage(), "", e);
    }
    return new JobPlan.ManifestFile(file, Sha256.of(json), json.length);
  }
}
