/** What the build knew of itself. */
@Internal
@NullMarked
package io.cqdestination.app.info;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
