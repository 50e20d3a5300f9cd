/** Tokens that Amazon RDS and Aurora take for passwords. */
@NullMarked
package io.cqdestination.aws;

import org.jspecify.annotations.NullMarked;
