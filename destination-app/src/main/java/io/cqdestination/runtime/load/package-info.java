/** Loading files into tables, without the CLI. */
@Internal
@NullMarked
package io.cqdestination.runtime.load;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
