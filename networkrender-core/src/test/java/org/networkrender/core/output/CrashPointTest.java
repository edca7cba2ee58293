package org.networkrender.core.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.networkrender.api.FrameSet;
import org.networkrender.api.PictureName;
import org.networkrender.api.PixelSize;
import org.networkrender.api.Sha256;
import org.networkrender.core.image.PictureContent;
import org.networkrender.core.output.OutputDirectory.ReceivedPicture;

/**
 * The client ends before each step that changes the disk: what lies there then is copied, as it
 * would be found after a kill, and opened again.
 */
class CrashPointTest {
  private static final Sha256 OLD = Sha256.of(new byte[] {1});
  private static final Sha256 NEW = Sha256.of(new byte[] {2});
  private static final PixelSize SIZE = new PixelSize(2, 2);
  private static final FrameSet FRAMES = FrameSet.parse("1-3");
  private static final List<PictureName> NAMES =
      List.of(new PictureName("##_L.bin"), new PictureName("##_R.bin"));

  @TempDir Path directory;

  private final List<String> steps = new ArrayList<>();

  /** Frames 1 to 3 of the old scene are there; 1 and 2 are made anew, and so is a part. */
  private void work(OutputDirectory output) throws IOException {
    output.commit(1, NEW, pictures(output, 1, NEW));
    Path part = Files.writeString(output.incoming(7, "part"), "a part");
    output.parts().keep("part", part, Sha256.of(part));
    output.parts().remove(List.of("part"));
    output.commit(2, NEW, pictures(output, 2, NEW));
  }

  private static List<ReceivedPicture> pictures(OutputDirectory output, int frame, Sha256 job)
      throws IOException {
    List<ReceivedPicture> pictures = new ArrayList<>();
    for (PictureName name : NAMES) {
      Path file = output.incoming(frame, name.forFrame(frame));
      Files.writeString(file, content(name.forFrame(frame), job));
      pictures.add(
          new ReceivedPicture(name.forFrame(frame), file, Sha256.of(file), PictureContent.UNSEEN));
    }
    return pictures;
  }

  private static String content(String name, Sha256 job) {
    return name + " of " + job.hex();
  }

  @Test
  void anEndBeforeAnyStepLosesOnlyWhatIsBeingWritten() throws Exception {
    Path old = directory.resolve("old");
    try (OutputDirectory output = OutputDirectory.open(old)) {
      for (int frame = 1; frame <= 3; frame++) {
        output.commit(frame, OLD, pictures(output, frame, OLD));
      }
    }
    int point = 0;
    boolean ended;
    do {
      Path place = directory.resolve("run" + point);
      copy(old, place);
      ended = endsAt(place, point);
      point++;
    } while (ended);
    assertThat(point).isGreaterThan(15);
  }

  /** Returns whether there was such a point. */
  private boolean endsAt(Path place, int point) throws Exception {
    steps.clear();
    Path left = directory.resolve("left" + point);
    OutputDirectory.Steps ending =
        step -> {
          if (steps.size() == point) {
            copy(place, left);
          }
          steps.add(step);
        };
    try (OutputDirectory output = OutputDirectory.open(place, ending)) {
      work(output);
    }
    if (steps.size() <= point) {
      return false;
    }
    String at = "before step " + point + ", " + steps.get(point);
    long recorded =
        steps.subList(0, point).stream().filter("the frame is recorded"::equals).count();
    assertSound(left, recorded, at);
    return true;
  }

  private static void assertSound(Path left, long recorded, String at) throws Exception {
    try (OutputDirectory output = OutputDirectory.open(left)) {
      assertThat(output.problems()).as(at).isEmpty();
      for (int frame = 1; frame <= 3; frame++) {
        for (PictureName name : NAMES) {
          String picture = name.forFrame(frame);
          assertThat(Files.readString(left.resolve(picture)))
              .as("%s: %s is whole", at, picture)
              .isIn(content(picture, OLD), content(picture, NEW));
        }
      }
      EarlierPictures.Found mine = output.earlier(FRAMES, FrameFiles.of(NAMES), NEW, SIZE);
      for (int frame : mine.finished().stream().toArray()) {
        for (PictureName name : NAMES) {
          assertThat(Files.readString(left.resolve(name.forFrame(frame))))
              .as("%s: a frame that counts as done is there", at)
              .isEqualTo(content(name.forFrame(frame), NEW));
        }
      }
      assertThat(mine.finished().size()).as(at).isGreaterThanOrEqualTo((int) recorded);
      assertThat(mine.unknown().isEmpty()).as("%s: each picture is known", at).isTrue();
      assertThat(mine.damaged().isEmpty()).as(at).isTrue();
      int all = mine.finished().size() + mine.changed().size();
      assertThat(all).as("%s: nothing is lost", at).isEqualTo(3);
      PartStore.KeptFile part = output.parts().find("part");
      assertThat(part == null || Files.exists(part.file())).as(at).isTrue();
      try (Stream<Path> shown = Files.list(left)) {
        assertThat(shown.filter(file -> !file.endsWith(".networkrender"))).as(at).hasSize(6);
      }
    }
  }

  /** The last write of the file of lines may be cut anywhere. */
  @Test
  void aTornLineCostsThatLineAlone() throws Exception {
    Path place = directory.resolve("torn");
    try (OutputDirectory output = OutputDirectory.open(place)) {
      output.commit(1, NEW, pictures(output, 1, NEW));
      output.commit(2, NEW, pictures(output, 2, NEW));
    }
    Path lines = place.resolve(".networkrender/pictures.txt");
    byte[] whole = Files.readAllBytes(lines);
    Files.delete(place.resolve(".networkrender/frames.mv"));
    for (int length = whole.length / 2; length < whole.length; length += 7) {
      Files.write(lines, Arrays.copyOf(whole, length));
      try (OutputDirectory output = OutputDirectory.open(place)) {
        assertThat(output.earlier(FRAMES, FrameFiles.of(NAMES), NEW, SIZE).finished().contains(1))
            .isTrue();
      }
    }
    // What is written behind a torn line is not torn with it.
    try (OutputDirectory output = OutputDirectory.open(place)) {
      output.commit(2, NEW, pictures(output, 2, NEW));
    }
    Files.delete(place.resolve(".networkrender/frames.mv"));
    try (OutputDirectory output = OutputDirectory.open(place)) {
      assertThat(output.earlier(FRAMES, FrameFiles.of(NAMES), NEW, SIZE).finished())
          .isEqualTo(FrameSet.parse("1-2"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path place = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(place);
        } else {
          Files.copy(file, place);
        }
      }
    }
  }
}
