package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a request, checked against it and against each other.
 *
 * @param files the files in the order of the request's parts
 * @param target the headers of the joined picture
 * @param multipart whether they have the layout of several pictures
 */
record ExrSources(
    ImmutableList<ExrFile> files, ImmutableList<ExrHeader> target, boolean multipart) {

  static ExrSources read(JoinRequest request) throws BrokenPictureException, IOException {
    ExrFile first = null;
    List<ExrFile> files = new ArrayList<>();
    for (JoinRequest.Part part : request.parts()) {
      if (Files.exists(request.target()) && Files.isSameFile(part.file(), request.target())) {
        throw new IOException("the joined picture would replace its part " + part.file());
      }
      ExrFile file = ExrFile.read(part.file(), part.file().toString(), first == null);
      checkSize(file, part);
      first = first == null ? file : first;
      files.add(file.with(matching(file, first)));
    }
    if (first == null) {
      throw new IllegalArgumentException("no part");
    }
    List<ExrHeader> target = new ArrayList<>();
    for (int i = 0; i < first.headers().size(); i++) {
      ExrCompression compression = first.headers().get(i).compression();
      for (ExrFile file : files) {
        if (file.headers().get(i).compression() != compression) {
          compression = ExrCompression.ZIP;
          break;
        }
      }
      target.add(first.headers().get(i).resized(request.canvas(), compression));
    }
    return new ExrSources(
        ImmutableList.copyOf(files), ImmutableList.copyOf(target), first.multipart());
  }

  private static void checkSize(ExrFile file, JoinRequest.Part part) throws BrokenPictureException {
    for (ExrHeader header : file.headers()) {
      if (!header.size().equals(part.rendered().size())) {
        throw new BrokenPictureException(
            file.name() + " is " + header.size() + " pixels, not " + part.rendered().size());
      }
      if (!header.compression().decodable()) {
        throw file.undecodable(header.compression());
      }
    }
  }

  private static List<ExrHeader> matching(ExrFile file, ExrFile first)
      throws BrokenPictureException {
    List<ExrHeader> shared = new ArrayList<>();
    if (file.headers().size() != first.headers().size() || file.multipart() != first.multipart()) {
      throw new BrokenPictureException(
          file.name() + " does not have as many pictures as " + first.name());
    }
    for (int i = 0; i < file.headers().size(); i++) {
      ExrHeader expected = first.headers().get(i);
      if (!file.headers().get(i).hasChannelsOf(expected)) {
        throw new BrokenPictureException(
            file.name() + " does not have the same channels as " + first.name());
      }
      shared.add(file.headers().get(i).sharing(expected));
    }
    return shared;
  }
}
