/** Values in the server's text format, beside COPY's binary one. */
@NullMarked
@Internal
package io.cqdestination.postgres.text;

import io.cqdestination.stability.Internal;
import org.jspecify.annotations.NullMarked;
