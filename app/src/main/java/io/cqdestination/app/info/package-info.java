/** What the build knew of itself. */
@NullMarked
package io.cqdestination.app.info;

import org.jspecify.annotations.NullMarked;
