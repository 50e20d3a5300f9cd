/** What has to change so that a table can take the rows of a source. */
@NullMarked
package io.cqdestination.core.migration;

import org.jspecify.annotations.NullMarked;
