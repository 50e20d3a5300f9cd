/** The object graph: one for the process, one for each Init. */
@NullMarked
package io.cqdestination.app.assembly;

import org.jspecify.annotations.NullMarked;
