@NullMarked
package io.cqdestination.postgres.logging;

import org.jspecify.annotations.NullMarked;
