package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.PictureName;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;
import org.networkrender.api.transport.Transport;
import org.networkrender.core.assets.ContentStore;
import org.networkrender.core.assets.JobLayout;
import org.networkrender.core.wire.JobManifest;
import org.networkrender.core.wire.MessageCodec;

class BundlesTest {
  private static final int MANY = 100_000;
  private static final int MOST_BYTES = 2 << 20;

  private static Blob blob(int number, long bytes) {
    return new Blob(new Sha256(String.format("%064x", number)), bytes);
  }

  @Test
  void bigContentsComeAloneTheBiggestFirst() {
    Blob limit = blob(1, ContentStore.MOST_BUNDLED);
    Blob big = blob(2, ContentStore.MOST_BUNDLED + 1);
    Blob biggest = blob(3, Long.MAX_VALUE);
    Blob empty = blob(4, 0);
    assertThat(Bundles.of(List.of(limit, big, biggest, empty)))
        .containsExactly(List.of(biggest), List.of(big), List.of(limit, empty));
    assertThat(Bundles.of(List.of())).isEmpty();
  }

  /** From the list of files to the transfers: what is sent for a file does not grow with them. */
  @Test
  void aHundredThousandFilesAreAFewHundredTransfers() {
    List<Path> files =
        IntStream.range(0, MANY)
            .mapToObj(i -> Path.of("/home/ann/film/cache/smoke/" + i % 100 + "/step_" + i + ".vdb"))
            .toList();
    List<JobManifest.Entry> entries = new ArrayList<>();
    Map<Path, String> layout = JobLayout.of(files);
    for (Map.Entry<Path, String> file : layout.entrySet()) {
      int number = entries.size();
      entries.add(
          new JobManifest.Entry(
              file.getValue(), file.getKey().toString(), blob(number, 0).content(), number % 3000));
    }
    JobManifest manifest =
        new JobManifest(
            entries.get(0).path(),
            entries,
            List.of(new PictureName("####.png")),
            null,
            Map.of(),
            Map.of(),
            0);

    String json = MessageCodec.encode(manifest);

    assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(JobManifest.MAX_BYTES);
    List<Blob> contents = MessageCodec.decodeManifest(json).contents();
    List<List<Blob>> bundles = Bundles.of(contents);
    assertThat(bundles.stream().flatMap(List::stream).toList()).isEqualTo(contents);
    assertThat(bundles)
        .hasSizeLessThan(MANY / 500)
        .allSatisfy(
            bundle -> {
              assertThat(bundle).hasSizeBetween(1, Transport.MAX_BLOBS_AT_ONCE);
              assertThat(bundle.stream().mapToLong(Blob::bytes).sum()).isLessThan(MOST_BYTES + 1L);
            });
  }
}
