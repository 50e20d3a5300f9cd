/** The messages of a sync, their order, and what is committed. */
@NullMarked
package io.cqdestination.core.sync;

import org.jspecify.annotations.NullMarked;
