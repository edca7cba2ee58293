package org.networkrender.blender;

/**
 * How a Blender is started.
 *
 * @param installation which one
 * @param threads render threads; 0 for one per processor
 * @param colours the colour configuration that it reads, as the environment variable OCIO names it;
 *     empty for Blender's own
 */
record Launch(Installation installation, int threads, String colours) {
  Launch(Installation installation, int threads) {
    this(installation, threads, "");
  }
}
