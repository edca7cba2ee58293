package org.networkrender.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.Sha256;
import org.networkrender.api.backend.BackendSettings;
import org.networkrender.api.backend.SessionRequest;
import org.networkrender.api.transport.Connection;
import org.networkrender.api.transport.Peer;
import org.networkrender.core.assets.SharedContents;
import org.networkrender.core.wire.LinkLiveness;

class HostAccountTest {
  @TempDir Path directory;

  @Test
  void theListsOfAllOpenJobsTogetherAreBounded() {
    HostAccount account = new HostAccount(() -> Long.MAX_VALUE);
    assertThat(account.list(HostAccount.MOST_LISTED - 10)).isTrue();
    assertThat(account.list(11)).isFalse();
    assertThat(account.list(10)).isTrue();
    assertThat(account.list(1)).isFalse();
    account.unlist(10);
    assertThat(account.list(10)).isTrue();
  }

  @Test
  void whoLetsItsResultsLieLeavesAsMuchRoomForOthers() {
    HostAccounts accounts = new HostAccounts();
    HostAccount lazy = accounts.of("lazy");
    HostAccount other = accounts.of("other");
    accounts.spare(100);
    lazy.results(100);
    assertThat(lazy.mayBegin()).isTrue();
    accounts.spare(99);
    assertThat(lazy.mayBegin()).isFalse();
    assertThat(other.mayBegin()).isTrue();
    lazy.results(-1);
    assertThat(lazy.mayBegin()).isTrue();
  }

  @Test
  void oneTaskMayBeginWhereNoResultIsHoweverLittleRoomThereIs() {
    HostAccount account = new HostAccount(() -> -1);
    assertThat(account.mayBegin()).isTrue();
    account.results(1);
    assertThat(account.mayBegin()).isFalse();
    account.results(-1);
    assertThat(account.mayBegin()).isTrue();
  }

  @Test
  void allClientsOfAMachineHaveOneAccount() {
    HostAccounts accounts = new HostAccounts();
    HostAccount one = accounts.of("one");
    assertThat(accounts.of("one")).isSameAs(one);
    assertThat(accounts.of("two")).isNotSameAs(one);
  }

  @Test
  void noTaskOfAJobBeginsWhileItsResultsTakeTooMuchRoom() throws Exception {
    HostAccount account = new HostAccount(() -> 5);
    ServedJob job = job();
    job.answersFor(account, 0);
    job.ready(
        new SessionRequest(
            Path.of("scene"),
            Map.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            new BackendSettings(List.of(), 0, directory)));
    Path picture = Files.write(directory.resolve("picture"), new byte[6]);
    assertThat(job.isReady()).isTrue();
    job.offer(Sha256.of(picture), picture);
    assertThat(job.isReady()).isFalse();
    job.release(-2);
    assertThat(job.isReady()).as("it was fetched").isTrue();
    job.offer(Sha256.of(picture), picture);
    job.close();
    assertThat(account.mayBegin()).as("nothing of it is left").isTrue();
  }

  @Test
  void aClosedJobCountsNoMoreHoweverOftenItIsClosed() {
    HostAccount account = new HostAccount(() -> Long.MAX_VALUE);
    assertThat(account.list(HostAccount.MOST_LISTED)).isTrue();
    ServedJob job = job();
    job.answersFor(account, HostAccount.MOST_LISTED);
    job.close();
    job.close();
    assertThat(account.list(HostAccount.MOST_LISTED)).isTrue();
    assertThat(account.list(1)).isFalse();
  }

  @Test
  void whoComesOverANetworkHasABoundInTheStoreAndTheOwnProgramHasNone() {
    Connection connection = mock();
    when(connection.peer()).thenReturn(Peer.at("192.168.1.7:4000"));
    assertThat(guest("websocket", connection)).isEqualTo("192.168.1.7");
    assertThat(guest("inprocess", connection)).isNull();
  }

  private Object guest(String transport, Connection connection) {
    return bench(transport).guest(connection).host();
  }

  private Workbench bench(String transport) {
    WorkerSettings settings =
        OneSlot.in(directory, new ShellBackend(), transport, WorkerLimits.defaults());
    return new Workbench(settings, null, null, new WorkerThreads(), null, null, null);
  }

  private ServedJob job() {
    Connection connection = mock();
    when(connection.peer()).thenReturn(Peer.at("192.168.1.7:4000"));
    MovedTicker ticker = new MovedTicker();
    ClientSession client =
        new ClientSession(
            null, bench("websocket"), connection, new LinkLiveness(ticker), new PickUp(ticker));
    return new ServedJob(client, 1, null, directory, new SharedContents(), null);
  }
}
