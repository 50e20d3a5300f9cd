/** What the build knew of itself. */
@Internal
@NullMarked
package io.cqdestination.app.info;

import io.cqdestination.core.stability.Internal;
import org.jspecify.annotations.NullMarked;
