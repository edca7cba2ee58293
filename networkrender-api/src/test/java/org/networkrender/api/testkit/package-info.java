/** Contract tests: what every provider of a service keeps, to be extended by its own test. */
package org.networkrender.api.testkit;
