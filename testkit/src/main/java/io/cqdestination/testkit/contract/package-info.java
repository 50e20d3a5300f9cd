/** What every destination has to hold, as tests that it extends. */
@NullMarked
@Stable
package io.cqdestination.testkit.contract;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
