/** Assembles the modules and owns the process. */
@NullMarked
package io.cqdestination.app;

import org.jspecify.annotations.NullMarked;
