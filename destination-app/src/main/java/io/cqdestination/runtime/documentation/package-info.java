/** The plugin's pages. */
@Internal
@NullMarked
package io.cqdestination.runtime.documentation;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
