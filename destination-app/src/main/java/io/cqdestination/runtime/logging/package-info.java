/** Log lines as the CloudQuery CLI reads them, or as people do. */
@NullMarked
package io.cqdestination.runtime.logging;

import org.jspecify.annotations.NullMarked;
