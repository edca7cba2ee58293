package org.networkrender.cli;

import java.nio.file.Path;
import java.util.function.Function;
import org.networkrender.api.FileNames;
import org.networkrender.api.FrameSet;
import org.networkrender.api.RenderException;
import org.networkrender.api.transport.Endpoint;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Turns words of the command line into values. */
final class Converters {
  private Converters() {}

  static void register(CommandLine commandLine) {
    commandLine.registerConverter(FrameSet.class, text -> convert(FrameSet::parse, text));
    commandLine.registerConverter(Path.class, Converters::path);
    commandLine.registerConverter(Endpoint.class, text -> convert(Endpoint::parse, text));
    commandLine.registerConverter(ByteSize.class, text -> convert(ByteSize::parse, text));
    commandLine.registerConverter(TimeSpan.class, text -> convert(TimeSpan::parse, text));
  }

  private static Path path(String text) {
    try {
      return FileNames.path(text);
    } catch (RenderException e) {
      throw new TypeConversionException(e.line());
    }
  }

  private static <T> T convert(Function<String, T> parser, String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
