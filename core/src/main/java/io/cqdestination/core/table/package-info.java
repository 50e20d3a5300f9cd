/** Tables, columns and their types, as a source describes them. */
@NullMarked
package io.cqdestination.core.table;

import org.jspecify.annotations.NullMarked;
