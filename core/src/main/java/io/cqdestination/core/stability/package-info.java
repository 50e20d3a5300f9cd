/** What other projects may rely on. */
@NullMarked
@Stable
package io.cqdestination.core.stability;

import org.jspecify.annotations.NullMarked;
