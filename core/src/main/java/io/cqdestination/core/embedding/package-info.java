/** Texts cut into chunks, and which chunks are new, reused or gone. */
@Internal
@NullMarked
package io.cqdestination.core.embedding;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
