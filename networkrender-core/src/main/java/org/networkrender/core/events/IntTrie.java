package org.networkrender.core.events;

import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of numbers from 0 to 1048575: a tree of four levels with 32 branches each. A
 * changed copy shares all but four nodes with the one that it was made from, so a snapshot of a
 * million frames costs nothing.
 */
final class IntTrie<V> {
  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;
  private static final int TOP = 3 * BITS;
  private static final int MOST = 1 << (TOP + BITS);

  private final @Nullable Object @Nullable [] root;

  private IntTrie(@Nullable Object @Nullable [] root) {
    this.root = root;
  }

  static <V> IntTrie<V> empty() {
    return new IntTrie<>(null);
  }

  // What lies on the lowest level was put there by this class, and is a V.
  @SuppressWarnings("unchecked")
  @Nullable V get(int key) {
    @Nullable Object node = root;
    for (int shift = TOP; shift >= 0 && node != null; shift -= BITS) {
      node = ((@Nullable Object[]) node)[key >>> shift & (WIDTH - 1)];
    }
    return (V) node;
  }

  IntTrie<V> with(int key, V value) {
    if (key < 0 || key >= MOST) {
      throw new IllegalArgumentException(key + " is outside 0 to " + (MOST - 1));
    }
    return new IntTrie<>(with(root, TOP, key, value));
  }

  private static @Nullable Object[] with(
      @Nullable Object @Nullable [] node, int shift, int key, Object value) {
    @Nullable Object[] copy = node == null ? new @Nullable Object[WIDTH] : node.clone();
    int branch = key >>> shift & (WIDTH - 1);
    copy[branch] =
        shift == 0
            ? value
            : with((@Nullable Object @Nullable []) copy[branch], shift - BITS, key, value);
    return copy;
  }

  /** Gives each value with its key, in the order of the keys. */
  void forEach(ObjIntConsumer<V> action) {
    walk(root, TOP, 0, action);
  }

  // What lies on the lowest level was put there by this class, and is a V.
  @SuppressWarnings("unchecked")
  private static <V> void walk(
      @Nullable Object @Nullable [] node, int shift, int from, ObjIntConsumer<V> action) {
    if (node == null) {
      return;
    }
    for (int branch = 0; branch < WIDTH; branch++) {
      @Nullable Object next = node[branch];
      int key = from | branch << shift;
      if (next != null && shift == 0) {
        action.accept((V) next, key);
      } else if (next != null) {
        walk((@Nullable Object[]) next, shift - BITS, key, action);
      }
    }
  }
}
