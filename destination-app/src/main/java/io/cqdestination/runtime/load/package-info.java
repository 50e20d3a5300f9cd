/** Loading files into tables, without the CLI. */
@NullMarked
package io.cqdestination.runtime.load;

import org.jspecify.annotations.NullMarked;
