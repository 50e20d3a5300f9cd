/** Texts cut into chunks, and which chunks are new, reused or gone. */
@NullMarked
package io.cqdestination.core.embedding;

import org.jspecify.annotations.NullMarked;
