/** Split stills against unsplit ones: the real renderer, and the real joiner. */
package org.networkrender.cli.stills;
