/** The embedding API client. */
@Internal
@NullMarked
package io.cqdestination.openai;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
