package org.networkrender.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.networkrender.api.Sha256;
import org.networkrender.api.transport.Blob;

class DownloadsTest {
  private final Downloads downloads = new Downloads(frame -> {});
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  private CompletableFuture<String> fetch(int number) {
    AskedBlobs asked =
        new AskedBlobs(List.of(new Blob(Sha256.of(new byte[] {(byte) number}), 1)), 0);
    Download download = new Download(asked, Channels.newChannel(new ByteArrayOutputStream()));
    downloads.add(download);
    return download.result.handle(
        (done, error) -> {
          threads.add(Thread.currentThread());
          return error.getMessage();
        });
  }

  @Test
  void anEndNeedsOneThreadHoweverManyWait() throws Exception {
    List<CompletableFuture<String>> fetched =
        IntStream.range(0, 1000).mapToObj(this::fetch).toList();
    downloads.end("the test");
    for (CompletableFuture<String> each : fetched) {
      assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo("the connection has ended: the test");
    }
    assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
  }
}
