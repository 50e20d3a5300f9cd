/** The folder that the registry takes. */
@NullMarked
package io.cqdestination.runtime.distribution;

import org.jspecify.annotations.NullMarked;
