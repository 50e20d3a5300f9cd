/** Loading files into tables, without the CLI. */
@NullMarked
package io.cqdestination.app.load;

import org.jspecify.annotations.NullMarked;
