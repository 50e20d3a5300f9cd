/** The embedding API client. */
@NullMarked
package io.cqdestination.openai;

import org.jspecify.annotations.NullMarked;
