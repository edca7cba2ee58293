package org.networkrender.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.net.InetAddresses;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.networkrender.api.ErrorKind;
import org.networkrender.api.RenderException;

final class AdmissionTest {
  @Test
  void strangersReadWhatToDo() {
    Admission admission = new Admission(List.of(), List::of);

    assertThat(admission.apply(InetAddresses.forString("192.0.2.7")))
        .contains(
            "192.0.2.7 is not in a subnet of this worker;"
                + " start the worker with --allow 192.0.2.7/32");
    assertThat(admission.apply(InetAddresses.forString("2001:db8::7")))
        .hasValueSatisfying(text -> assertThat(text).endsWith("--allow 2001:db8::7/128"));
  }

  @Test
  void loopbackAndAllowedNetworksComeIn() {
    Admission admission = new Admission(List.of(Cidr.parse("192.0.2.0/24")), List::of);

    assertThat(admission.apply(InetAddresses.forString("127.0.0.1"))).isEmpty();
    assertThat(admission.apply(InetAddresses.forString("::1"))).isEmpty();
    assertThat(admission.apply(InetAddresses.forString("192.0.2.200"))).isEmpty();
    assertThat(admission.apply(InetAddresses.forString("198.51.100.1"))).isPresent();
  }

  @Test
  void interfaceThatComesUpLaterCounts() {
    List<Cidr> own = new ArrayList<>();
    Admission admission = new Admission(List.of(), () -> own);
    assertThat(admission.apply(InetAddresses.forString("192.0.2.7"))).isPresent();

    own.add(Cidr.parse("192.0.2.0/24"));

    assertThat(admission.apply(InetAddresses.forString("192.0.2.7"))).isEmpty();
  }

  @Test
  void unknownOwnNetworksLetNobodyIn() {
    Admission admission =
        new Admission(
            List.of(),
            () -> {
              throw new SocketException("not told");
            });

    assertThat(admission.apply(InetAddresses.forString("192.0.2.7"))).isPresent();
  }

  @Test
  void wrongAllowIsAnErrorOfTheUser() {
    RenderException error =
        catchThrowableOfType(
            RenderException.class, () -> Admission.of(List.of("10.0.0.0/40"), List.of()));

    assertThat(error.kind()).isEqualTo(ErrorKind.USER);
    assertThat(error.line()).contains("'10.0.0.0/40'");
  }

  @Test
  void subnetsOfLoopbackHaveTheirRealNetmask() throws SocketException {
    assertThat(LocalSubnets.of(List.of("lo"))).contains(Cidr.parse("127.0.0.0/8"));
    assertThat(LocalSubnets.of(List.of("nosuch0"))).isEmpty();
  }
}
