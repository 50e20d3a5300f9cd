/** Tests. */
@NullMarked
package io.cqdestination.aws;

import org.jspecify.annotations.NullMarked;
