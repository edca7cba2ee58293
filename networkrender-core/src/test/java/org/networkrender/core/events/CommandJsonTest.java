package org.networkrender.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("beside-others")
class CommandJsonTest {
  static List<JobCommand> commands() {
    return List.of(
        new JobCommand.Cancel(),
        new JobCommand.Pause(),
        new JobCommand.Resume(),
        new JobCommand.Answer("pictures", "keep"),
        new JobCommand.Priority(-3));
  }

  @Test
  void everyCommandIsTried() {
    assertThat(commands().stream().map(Object::getClass))
        .containsExactlyInAnyOrder(JobCommand.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void comesBackAsItWas(JobCommand command) {
    assertThat(CommandJson.parse(CommandJson.encode(command))).isEqualTo(command);
  }

  @Test
  void unknownFieldsArePassedOver() {
    assertThat(CommandJson.parse("{\"v\":1,\"command\":\"pause\",\"why\":\"lunch\"}"))
        .isEqualTo(new JobCommand.Pause());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pause | it is not valid JSON",
        "[] | it is not a JSON object",
        "{} | a command needs the text 'command'",
        "{\"command\":7} | a command needs the text 'command'",
        "{\"command\":\"stop\"} | there are cancel, pause, resume, answer, priority",
        "{\"command\":\"answer\",\"question\":\"q\"} | a command needs the text 'answer'",
        "{\"command\":\"priority\"} | a command needs the number 'priority'",
        "{\"command\":\"priority\",\"priority\":\"7\"} | needs the number 'priority'",
        "{\"command\":\"priority\",\"priority\":1e999999999} | no whole number",
        "{\"command\":\"priority\",\"priority\":99999999999} | no whole number"
      })
  void whatIsNoCommandIsRefusedInWords(String line, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandJson.parse(line))
        .withMessageContaining(words);
    assertThat(CommandJson.run(line, () -> {})).contains("commandRefused");
  }

  @Test
  void aLineOfMoreThan64KibIsRefused() {
    String fits = "{\"command\":\"pause\",\"x\":\"%s\"}";
    int room = CommandJson.MOST_BYTES - fits.length() + 2;
    assertThat(CommandJson.parse(fits.formatted("x".repeat(room))))
        .isEqualTo(new JobCommand.Pause());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandJson.parse(fits.formatted("x".repeat(room + 1))))
        .withMessageContaining("longer than 65536 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandJson.parse(fits.formatted("ü".repeat(room))))
        .withMessageContaining("longer than 65536 bytes");
  }

  @Test
  void deepNestingIsNoMoreThanGarbage() {
    String deep = "{\"command\":" + "[".repeat(60_000);
    assertThatIllegalArgumentException().isThrownBy(() -> CommandJson.parse(deep));
    String whole = "{\"command\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
    assertThatIllegalArgumentException().isThrownBy(() -> CommandJson.parse(whole));
  }

  @Test
  void aJobIsAskedForWhatWasSaid() {
    List<String> asked = new ArrayList<>();
    JobCommands job =
        new JobCommands() {
          @Override
          public void cancel() {
            asked.add("cancel");
          }

          @Override
          public void pause() {
            asked.add("pause");
          }

          @Override
          public void resume() {
            asked.add("resume");
          }

          @Override
          public void answer(String question, String answer) {
            asked.add(question + ": " + answer);
          }

          @Override
          public void priority(int priority) {
            asked.add("priority " + priority);
          }
        };
    commands().forEach(command -> command.giveTo(job));
    assertThat(asked).containsExactly("cancel", "pause", "resume", "pictures: keep", "priority -3");
  }

  @Test
  void whatAJobCannotDoIsSaid() {
    assertThat(CommandJson.run("{\"command\":\"pause\"}", () -> {}))
        .isEqualTo("{\"v\":1,\"event\":\"commandRefused\",\"text\":\"this job cannot be paused\"}");
    assertThat(CommandJson.run("{\"command\":\"cancel\"}", () -> {}))
        .isEqualTo("{\"v\":1,\"event\":\"commandAccepted\",\"command\":\"cancel\"}");
  }
}
