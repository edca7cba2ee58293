package org.networkrender.core.image;

import com.google.common.collect.ImmutableList;

/**
 * Where the values of a channel that a part keeps are in a row.
 *
 * @param channel the channel
 * @param from their place in a row of the part, in bytes
 * @param to their place in a row of the joined picture, in bytes
 */
record ExrColumns(ExrChannel channel, int from, int to) {

  /** Returns the places of all channels. */
  static ImmutableList<ExrColumns> of(ExrHeader target, JoinRequest.Part part) {
    ImmutableList.Builder<ExrColumns> columns =
        ImmutableList.builderWithExpectedSize(target.channels().size());
    int inside = part.kept().x() - part.rendered().x();
    int before = 0;
    for (ExrChannel channel : target.channels()) {
      int bytes = channel.type().bytes();
      columns.add(
          new ExrColumns(
              channel,
              before * part.rendered().width() + inside * bytes,
              before * target.size().width() + part.kept().x() * bytes));
      before += bytes;
    }
    return columns.build();
  }

  ExrType type() {
    return channel.type();
  }
}
