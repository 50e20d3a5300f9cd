/** The text forms of values, for columns whose type a database does not have. */
@NullMarked
package io.cqdestination.core.text;

import org.jspecify.annotations.NullMarked;
