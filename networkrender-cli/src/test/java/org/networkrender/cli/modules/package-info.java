/** The program and its libraries on a module path, without a class path. */
package org.networkrender.cli.modules;
