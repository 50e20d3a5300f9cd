/** Values in the server's text format, beside COPY's binary one. */
@NullMarked
package io.cqdestination.postgres.text;

import org.jspecify.annotations.NullMarked;
