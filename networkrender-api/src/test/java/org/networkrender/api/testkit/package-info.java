/**
 * What every provider of a service has to pass: extend the contract test of the interface.
 *
 * <p>Published as the test-jar of this module; needs JUnit 5, AssertJ and Awaitility.
 */
@NullMarked
package org.networkrender.api.testkit;

import org.jspecify.annotations.NullMarked;
