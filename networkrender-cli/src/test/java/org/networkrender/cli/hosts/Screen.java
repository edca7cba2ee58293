package org.networkrender.cli.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** An X server that shows its screen to nobody, but keeps it in a file. */
final class Screen implements AutoCloseable {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1000;
  private static final int HEADER_BYTES_OF_A_COLOUR = 12;

  private final Process server;
  private final Path directory;
  private final String display;

  private Screen(Process server, Path directory, String display) {
    this.server = server;
    this.directory = directory;
    this.display = display;
  }

  /** Starts a server that listens at a socket alone; it says itself which display is free. */
  static Screen open(Path directory) throws IOException {
    Files.createDirectories(directory);
    Process server =
        new ProcessBuilder(
                "Xvfb",
                "-displayfd",
                "1",
                "-screen",
                "0",
                WIDTH + "x" + HEIGHT + "x24",
                "-nolisten",
                "tcp",
                "-fbdir",
                directory.toString())
            .redirectError(directory.resolve("log").toFile())
            .start();
    // Not closed: the server's output ends with the server.
    BufferedReader output = server.inputReader(UTF_8);
    String number = output.readLine();
    assertThat(number).as(Files.readString(directory.resolve("log"))).isNotNull();
    return new Screen(server, directory, ":" + number);
  }

  /** Returns what a program finds in its variable DISPLAY. */
  String display() {
    return display;
  }

  /** Returns the file in which the server keeps its screen. */
  Path file() {
    return directory.resolve("Xvfb_screen0");
  }

  /** Writes a copy of that file as a PNG file. */
  static void convert(Path copy, Path picture) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(copy)).order(ByteOrder.BIG_ENDIAN);
    int header = bytes.getInt(0);
    int width = bytes.getInt(16);
    int height = bytes.getInt(20);
    boolean little = bytes.getInt(28) == 0;
    int stride = bytes.getInt(48);
    int start = header + bytes.getInt(76) * HEADER_BYTES_OF_A_COLOUR;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    bytes.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, bytes.getInt(start + y * stride + x * 4));
      }
    }
    Files.createDirectories(picture.getParent());
    assertThat(ImageIO.write(image, "png", picture.toFile())).isTrue();
  }

  @Override
  public void close() {
    server.destroy();
    server.onExit().join();
  }
}
