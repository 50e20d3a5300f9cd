/** What other projects may rely on. */
@NullMarked
@Stable
package io.cqdestination.stability;

import org.jspecify.annotations.NullMarked;
