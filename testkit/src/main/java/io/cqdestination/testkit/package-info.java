/** Servers, clients and rules that the tests and the quickstart share. */
@NullMarked
@Internal
package io.cqdestination.testkit;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
