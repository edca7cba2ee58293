/** The whole program on several hosts of this machine: network namespaces joined by a bridge. */
package org.networkrender.cli.hosts;
