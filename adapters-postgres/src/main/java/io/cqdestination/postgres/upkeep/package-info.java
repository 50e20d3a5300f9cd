/** What tables get after a load. */
@NullMarked
package io.cqdestination.postgres.upkeep;

import org.jspecify.annotations.NullMarked;
