package org.networkrender.core.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRulesTest {
  @Test
  void oneRuleIsChangedAndTheOthersStay() {
    Duration hour = Duration.ofHours(1);
    JobRules rules =
        JobRules.DEFAULT
            .with(Existing.KEEP)
            .withAudit(0.5)
            .withTaskLimit(hour)
            .withTailTiles(false)
            .withOthersWithin(hour);
    assertThat(rules.existing()).isEqualTo(Existing.KEEP);
    assertThat(rules.audit()).isEqualTo(0.5);
    assertThat(rules.taskLimit()).contains(hour);
    assertThat(rules.tailTiles()).isFalse();
    assertThat(rules.othersWithin()).isEqualTo(hour);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P366DT1S"})
  void timesThatAreNoneAreRefused(String text) {
    Duration time = Duration.parse(text);
    assertThatThrownBy(() -> JobRules.DEFAULT.withOthersWithin(time))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JobRules.DEFAULT.withTaskLimit(time))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
