package org.networkrender.core.client;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.networkrender.core.transport.SilentPort;

/** A worker is heard of, and a firewall swallows what is sent to its port. */
@Tag("beside-others")
class FirewallTest extends FarmFixture {
  @Test
  void whatIsWrongIsToldAndNotThatItIsSilent() throws Exception {
    try (SilentPort port = new SilentPort()) {
      Farm farm = farm(settings(false, new FakeBackend(), List.of(port.endpoint())));
      await().until(() -> farm.workers().stream().anyMatch(each -> each.problem().isPresent()));
      String told = "its port " + port.endpoint().port() + " does not answer: a firewall?";
      await()
          .failFast(
              "something else is told",
              () ->
                  farm.workers().stream()
                      .map(KnownWorker::problem)
                      .flatMap(Optional::stream)
                      .anyMatch(problem -> !problem.equals(told)))
          .until(
              () ->
                  farm.workers().stream()
                      .anyMatch(each -> each.problem().equals(Optional.of(told))));
    }
  }
}
