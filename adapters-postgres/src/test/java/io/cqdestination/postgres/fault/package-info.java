/** What becomes of the rows when servers, networks and settings fail. */
@NullMarked
package io.cqdestination.postgres.fault;

import org.jspecify.annotations.NullMarked;
