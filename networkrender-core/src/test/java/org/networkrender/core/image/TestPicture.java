package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.networkrender.api.PixelRegion;
import org.networkrender.api.PixelSize;

/** A small picture that a test holds in memory: its header and its unpacked rows. */
record TestPicture(ExrHeader header, ByteBuffer rows) {

  /** Returns a picture of random bits, so with not-a-numbers and infinities, and flat areas. */
  static TestPicture random(
      Random random, String name, List<ExrChannel> channels, PixelSize size, ExrCompression how) {
    ExrHeader header = header(name, channels, 0, size, how);
    byte[] bytes = new byte[(int) (header.rowBytes() * size.height())];
    random.nextBytes(bytes);
    int flat = random.nextInt(bytes.length + 1);
    for (int i = random.nextInt(bytes.length); i < flat; i++) {
      bytes[i] = (byte) (i / 50);
    }
    return new TestPicture(header, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Returns some channels in their order. */
  static List<ExrChannel> channels(Random random, int count) {
    TreeMap<String, ExrChannel> channels = new TreeMap<>();
    while (channels.size() < count) {
      StringBuilder name = new StringBuilder();
      for (int i = random.nextInt(12) == 0 ? 40 : 1 + random.nextInt(6); i > 0; i--) {
        name.append("ABCabc.é".charAt(random.nextInt(8)));
      }
      ExrType type = ExrType.of(random.nextInt(3)).orElseThrow();
      String bytes = ExrNames.ofFile(name.toString());
      channels.put(bytes, new ExrChannel(bytes, type));
    }
    return ImmutableList.copyOf(channels.values());
  }

  static ExrHeader header(
      String name, List<ExrChannel> channels, int top, PixelSize size, ExrCompression how) {
    List<ExrAttribute> attributes = new ArrayList<>();
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (ExrChannel channel : channels) {
      list.writeBytes(channel.name().getBytes(StandardCharsets.ISO_8859_1));
      list.writeBytes(new byte[] {0, (byte) channel.type().code(), 0, 0, 0, 0, 0, 0, 0});
      list.writeBytes(new byte[] {1, 0, 0, 0, 1, 0, 0, 0});
    }
    list.write(0);
    attributes.add(new ExrAttribute("channels", "chlist", list.toByteArray()));
    attributes.add(ExrAttribute.ofByte("compression", "compression", how.code()));
    byte[] window = new byte[16];
    ByteBuffer.wrap(window)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0)
        .putInt(top)
        .putInt(size.width() - 1)
        .putInt(top + size.height() - 1);
    attributes.add(new ExrAttribute("dataWindow", "box2i", window));
    attributes.add(ExrAttribute.ofWindow("displayWindow", size));
    attributes.add(ExrAttribute.ofByte("lineOrder", "lineOrder", 0));
    attributes.add(new ExrAttribute("pixelAspectRatio", "float", new byte[] {0, 0, -128, 63}));
    attributes.add(new ExrAttribute("screenWindowCenter", "v2f", new byte[8]));
    attributes.add(new ExrAttribute("screenWindowWidth", "float", new byte[] {0, 0, -128, 63}));
    attributes.add(new ExrAttribute("own", "unknownType", name.getBytes(StandardCharsets.UTF_8)));
    if (!name.isEmpty()) {
      attributes.add(
          new ExrAttribute("name", "string", name.getBytes(StandardCharsets.ISO_8859_1)));
      attributes.add(
          new ExrAttribute(
              "type", "string", "scanlineimage".getBytes(StandardCharsets.ISO_8859_1)));
      attributes.add(
          ExrAttribute.ofInt("chunkCount", (size.height() + how.rows() - 1) / how.rows()));
    }
    return new ExrHeader(
        name, ImmutableList.copyOf(attributes), ImmutableList.copyOf(channels), top, size, how);
  }

  /** Writes pictures to one file, which has the layout of several if they have names. */
  static Path write(Path file, List<TestPicture> pictures) throws IOException {
    List<ExrHeader> headers = pictures.stream().map(TestPicture::header).toList();
    boolean multipart = !headers.get(0).name().isEmpty();
    try (ExrWriter writer = ExrWriter.create(file, headers, multipart);
        ExrBlock block = new ExrBlock()) {
      for (TestPicture picture : pictures) {
        ExrHeader header = picture.header;
        int place = 0;
        for (int chunk = 0; chunk < header.chunks(); chunk++) {
          int size = (int) (header.rows(chunk) * header.rowBytes());
          picture.rows.get(place, block.data(size), 0, size);
          place += size;
          writer.write(block.data(), 0, block.pack(header.compression(), 0, size));
        }
      }
    }
    return file;
  }

  /** Reads all pictures of a file. */
  static List<TestPicture> read(Path path) throws BrokenPictureException, IOException {
    ExrFile file = ExrFile.read(path, path.getFileName().toString(), true);
    List<TestPicture> pictures = new ArrayList<>();
    try (FileChannel channel = file.open();
        ExrBlock block = new ExrBlock()) {
      for (int i = 0; i < file.headers().size(); i++) {
        ExrHeader header = file.headers().get(i);
        ByteBuffer rows =
            ByteBuffer.allocate((int) (header.rowBytes() * header.size().height()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int chunk = 0; chunk < header.chunks(); chunk++) {
          file.load(channel, i, chunk, block);
          rows.put(block.data(), 0, (int) (header.rows(chunk) * header.rowBytes()));
        }
        pictures.add(new TestPicture(header, rows.flip()));
      }
    }
    return pictures;
  }

  /** Returns where a value is. */
  int place(int channel, int x, int y) {
    int before = 0;
    for (ExrChannel each : header.channels().subList(0, channel)) {
      before += each.type().bytes();
    }
    return (int) (y * header.rowBytes())
        + before * header.size().width()
        + x * header.channels().get(channel).type().bytes();
  }

  /** Returns the bits of a value. */
  long bits(int channel, int x, int y) {
    int place = place(channel, x, y);
    return switch (header.channels().get(channel).type()) {
      case HALF -> rows.getShort(place) & 0xffff;
      case UINT, FLOAT -> rows.getInt(place) & 0xffff_ffffL;
    };
  }

  /** Returns a picture that has only a region of this one. */
  TestPicture cut(PixelRegion region) {
    ExrHeader smaller =
        header(header.name(), header.channels(), header.top(), region.size(), header.compression());
    TestPicture cut =
        new TestPicture(
            smaller,
            ByteBuffer.allocate((int) (smaller.rowBytes() * region.height()))
                .order(ByteOrder.LITTLE_ENDIAN));
    for (int channel = 0; channel < header.channels().size(); channel++) {
      int size = region.width() * header.channels().get(channel).type().bytes();
      for (int y = 0; y < region.height(); y++) {
        int from = place(channel, region.x(), region.y() + y);
        cut.rows.put(cut.place(channel, 0, y), rows, from, size);
      }
    }
    return cut;
  }
}
