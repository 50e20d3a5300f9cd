/** The destination's spec: from JSON to types, with every problem named at once. */
@Internal
@NullMarked
package io.cqdestination.app.spec;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
