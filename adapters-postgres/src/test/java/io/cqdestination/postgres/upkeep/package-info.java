@NullMarked
package io.cqdestination.postgres.upkeep;

import org.jspecify.annotations.NullMarked;
