package org.networkrender.core.image;

/**
 * What a whole picture turned out to hold.
 *
 * @param channels its channels and their types, as text that is the same for pictures of the same
 *     channels; empty where they were not looked at
 * @param blank whether every bit of every value of every channel is zero; false where not all
 *     values can be read
 */
public record PictureContent(String channels, boolean blank) {
  /** Nothing was looked at. */
  public static final PictureContent UNSEEN = new PictureContent("", false);
}
