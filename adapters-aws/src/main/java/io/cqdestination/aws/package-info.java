/** Tokens that Amazon RDS and Aurora take for passwords. */
@NullMarked
@Stable
package io.cqdestination.aws;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
