package org.networkrender.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is in a movie, as ffmpeg decodes it: all pixels of all frames, and all values of sound. */
final class DecodedMovie {
  private final Path file;
  private final byte[] video;
  private final byte[] sound;
  private final String streams;

  private DecodedMovie(Path file, byte[] video, byte[] sound, String streams) {
    this.file = file;
    this.video = video;
    this.sound = sound;
    this.streams = streams;
  }

  byte[] video() {
    return video;
  }

  static DecodedMovie of(Path file) throws Exception {
    return new DecodedMovie(
        file,
        run(
            "ffmpeg",
            "-v",
            "error",
            "-i",
            file + "",
            "-map",
            "0:v",
            "-fps_mode",
            "passthrough",
            "-f",
            "rawvideo",
            "-"),
        run("ffmpeg", "-v", "error", "-i", file + "", "-map", "0:a?", "-f", "s16le", "-"),
        new String(
            run(
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                "stream=codec_name,pix_fmt,width,height,r_frame_rate,sample_aspect_ratio,"
                    + "color_space,color_range,sample_rate,channels,nb_frames",
                "-of",
                "compact",
                file + ""),
            StandardCharsets.UTF_8));
  }

  private static byte[] run(String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    Process process =
        new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] output = process.getInputStream().readAllBytes();
    // A movie without sound gives no stream of it, which is an error to this program.
    assertThat(process.waitFor() == 0 || all.contains("0:a?")).as("%s", all).isTrue();
    return output;
  }

  boolean hasSound() {
    for (byte value : sound) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many frames it has if they are of a size and of 12 bits a pixel. */
  int frames(int width, int height) {
    return video.length / (width * height * 3 / 2);
  }

  /** Returns whether all pixels are grey; they have to be of four bytes. */
  boolean isGrey() {
    for (int i = 0; i < video.length; i += 4) {
      if (video[i] != video[i + 1] || video[i] != video[i + 2]) {
        return false;
      }
    }
    return true;
  }

  void assertIs(DecodedMovie wanted) {
    assertHasThatSound(wanted);
    assertThat(differing(video, wanted.video, 0)).as("bytes of %s that differ", file).isZero();
  }

  /** Checks that no byte of a picture differs by more than 1. */
  void assertIsWithinOneOf(DecodedMovie wanted) {
    assertHasThatSound(wanted);
    assertThat(differing(video, wanted.video, 1)).as("bytes of %s that differ", file).isZero();
  }

  private void assertHasThatSound(DecodedMovie wanted) {
    assertThat(wanted.video.length).isPositive();
    assertThat(streams).isEqualTo(wanted.streams);
    assertThat(sound).as("sound of %s", file).isEqualTo(wanted.sound);
  }

  private static int differing(byte[] some, byte[] others, int margin) {
    int count = Math.abs(some.length - others.length);
    for (int i = 0; i < Math.min(some.length, others.length); i++) {
      count += Math.abs((some[i] & 0xff) - (others[i] & 0xff)) <= margin ? 0 : 1;
    }
    return count;
  }
}
