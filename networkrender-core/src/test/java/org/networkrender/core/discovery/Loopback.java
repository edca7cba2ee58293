package org.networkrender.core.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import org.networkrender.api.discovery.Advertisement;
import org.networkrender.api.discovery.DiscoverySettings;

/** A stranger on the loopback network, who sends whatever a test wants, from any 127.x address. */
final class Loopback implements AutoCloseable {
  private final DatagramSocket socket;
  private final int port;

  Loopback(String address, int port) throws IOException {
    this.socket = new DatagramSocket(new InetSocketAddress(address, 0));
    this.port = port;
  }

  /** The loopback interface's name on this system. */
  static String name() throws IOException {
    return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
  }

  /** Settings of the loopback alone, with a port that nobody has. */
  static DiscoverySettings settings(boolean broadcast) throws IOException {
    try (DatagramSocket free = new DatagramSocket(0)) {
      return new DiscoverySettings(free.getLocalPort(), broadcast, List.of(name()), List.of());
    }
  }

  static Advertisement worker(String id, int port) {
    return new Advertisement(id, "machine " + id, 1, port, "", Advertisement.State.FREE);
  }

  static Advertisement busy(Advertisement worker) {
    return new Advertisement(
        worker.worker(),
        worker.name(),
        worker.protocol(),
        worker.port(),
        worker.fingerprint(),
        Advertisement.State.BUSY);
  }

  void send(byte[] content) throws IOException {
    InetAddress everybody = InetAddresses.forString("127.255.255.255");
    socket.send(new DatagramPacket(content, content.length, everybody, port));
  }

  void send(String content) throws IOException {
    send(content.getBytes(UTF_8));
  }

  void send(DiscoveryMessage message) throws IOException {
    send(DiscoveryCodec.encode(message));
  }

  void announce(Advertisement advertisement) throws IOException {
    send(new DiscoveryMessage.Announce(advertisement));
  }

  /** Counts the datagrams that come in until a pause of the given length. */
  int countAnswers(int pauseMillis) throws IOException {
    socket.setSoTimeout(pauseMillis);
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    for (int count = 0; ; count++) {
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return count;
      }
    }
  }

  /** Waits for one message. */
  DiscoveryMessage receive() throws IOException, UnusableMessageException {
    socket.setSoTimeout(10_000);
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    socket.receive(packet);
    return DiscoveryCodec.decode(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
  }

  @Override
  public void close() {
    socket.close();
  }
}
