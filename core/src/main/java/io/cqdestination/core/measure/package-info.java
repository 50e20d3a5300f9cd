/** What syncs tell of themselves to whoever measures them. */
@NullMarked
package io.cqdestination.core.measure;

import org.jspecify.annotations.NullMarked;
