/** The folder that the registry takes. */
@NullMarked
package io.cqdestination.app.distribution;

import org.jspecify.annotations.NullMarked;
