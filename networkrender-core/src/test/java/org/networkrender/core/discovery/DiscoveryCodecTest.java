package org.networkrender.core.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.networkrender.api.discovery.Advertisement;

class DiscoveryCodecTest {
  private static final String GOOD =
      "{'networkrender':1,'type':'announce','worker':'w','name':'n','protocol':1,'port':9000,"
          + "'fingerprint':'','state':'FREE'}";

  private static DiscoveryMessage decode(String text) throws UnusableMessageException {
    return DiscoveryCodec.decode(ByteBuffer.wrap(text.replace('\'', '"').getBytes(UTF_8)));
  }

  static Stream<DiscoveryMessage> messages() {
    return Stream.of(
        new DiscoveryMessage.Query(),
        new DiscoveryMessage.Goodbye("w-1"),
        new DiscoveryMessage.Announce(
            new Advertisement(
                "w".repeat(64),
                "\"\\\u00e9\u20ac".repeat(16),
                65535,
                65535,
                "\\".repeat(128),
                Advertisement.State.LEAVING)),
        new DiscoveryMessage.Announce(
            new Advertisement("w", "\uD83D\uDE80".repeat(64), 1, 1, "", Advertisement.State.BUSY)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatIsWrittenIsReadBackAndFits(DiscoveryMessage message) throws Exception {
    byte[] datagram = DiscoveryCodec.encode(message);
    assertThat(datagram).hasSizeLessThan(900);
    assertThat(DiscoveryCodec.decode(ByteBuffer.wrap(datagram))).isEqualTo(message);
  }

  @Test
  void whatALaterVersionMayAddIsPassedOver() throws Exception {
    assertThat(decode(GOOD.replace("'type'", "'more':[1,{'a':null}],'type'")))
        .isInstanceOf(DiscoveryMessage.Announce.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "{}",
        "{'networkrender':'1','type':'query'}",
        "{'networkrender':1.0,'type':'query'}",
        "{'networkrender':1e0,'type':'query'}",
        "{'networkrender':-1,'type':'query'}",
        "{'networkrender':null,'type':'query'}",
        "{'networkrender':2,'type':'query'}",
        "{'networkrender':99999999999,'type':'query'}",
        "{'networkrender':1}",
        "{'networkrender':1,'type':null}",
        "{'networkrender':1,'type':1}",
        "{'networkrender':1,'type':'QUERY'}",
        "{'networkrender':1,'type':'query'} x",
        "{'networkrender':1,'type':'query'}{}",
        "{'networkrender':1,type:'query'}",
        "{'networkrender':1,'type':'query',}",
        "/**/{'networkrender':1,'type':'query'}",
        ")]}'\n{'networkrender':1,'type':'query'}",
        "{'networkrender':1,'type':'goodbye'}",
        "{'networkrender':1,'type':'goodbye','worker':''}",
        "{'networkrender':1,'type':'goodbye','worker':['w']}"
      })
  void whatIsNotAMessageIsRefused(String text) {
    assertThatThrownBy(() -> decode(text)).isInstanceOf(UnusableMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"worker", "name", "protocol", "port", "fingerprint", "state"})
  void everyFieldOfAnAnnouncementIsNeededAndChecked(String field) throws Exception {
    assertThat(decode(GOOD)).isInstanceOf(DiscoveryMessage.Announce.class);
    String member = "'" + field + "'";
    assertThatThrownBy(() -> decode(GOOD.replace(member, "'other'")))
        .isInstanceOf(UnusableMessageException.class);
    for (String bad : new String[] {"null", "[]", "{}", "true", "'\\u0000'", "-1", "70000"}) {
      assertThatThrownBy(
              () ->
                  decode(
                      GOOD.replaceFirst(
                          member + ":('[^']*'|\\d+)",
                          Matcher.quoteReplacement(member + ":" + bad))))
          .as("%s", bad)
          .isInstanceOf(UnusableMessageException.class);
    }
  }

  @Test
  void aDatagramThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> decode("{'networkrender':1,'type':'query'}" + " ".repeat(1024)))
        .isInstanceOf(UnusableMessageException.class);
  }

  @Test
  void anythingElseIsRefusedWithOnePlainLine() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = GOOD.replace('\'', '"').getBytes(UTF_8);
      int changes = 1 + random.nextInt(4);
      for (int j = 0; j < changes; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(DiscoveryCodec.decode(ByteBuffer.wrap(bytes))).isNotNull();
      } catch (UnusableMessageException e) {
        assertThat(e.reason()).matches("[\\x20-\\x7e]{1,100}");
      }
    }
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> decode("{'networkrender':1,'a':" + "[".repeat(900)))
        .isInstanceOf(UnusableMessageException.class);
  }
}
