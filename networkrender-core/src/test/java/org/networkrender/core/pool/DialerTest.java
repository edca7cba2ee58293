package org.networkrender.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialerTest {
  private final Deque<Runnable> started = new ArrayDeque<>();
  private final List<String> dialled = new ArrayList<>();
  private final Dialer dialer = new Dialer(started::add);

  private void dial(String host, int times) {
    for (int i = 0; i < times; i++) {
      dialer.dial(host, () -> dialled.add(host));
    }
  }

  @Test
  void aHostWithManyPlacesHoldsNoOther() {
    dial("flood", 1_000);
    dial("honest", 1);

    assertThat(started).hasSize(Dialer.MOST_OF_HOST + 1);
    started.pollLast().run();
    assertThat(dialled).containsExactly("honest");
  }

  @Test
  void manyHostsTakeTurns() {
    for (int host = 0; host < 100; host++) {
      dial("flood " + host, 10);
    }
    dial("honest", 1);
    assertThat(started).hasSize(Dialer.MOST);

    for (int i = 0; i < 201; i++) {
      started.poll().run();
    }

    assertThat(dialled).contains("honest");
    while (!started.isEmpty()) {
      started.poll().run();
    }
    assertThat(dialled).hasSize(1_001);
  }
}
