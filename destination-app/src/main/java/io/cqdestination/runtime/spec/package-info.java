/** Reading a spec: from JSON to types, with every problem named at once. */
@NullMarked
@Stable
package io.cqdestination.runtime.spec;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
