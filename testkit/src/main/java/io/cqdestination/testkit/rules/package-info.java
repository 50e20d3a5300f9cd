/** The architecture as sentences that fail, for the tests of every module. */
@NullMarked
@Internal
package io.cqdestination.testkit.rules;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
