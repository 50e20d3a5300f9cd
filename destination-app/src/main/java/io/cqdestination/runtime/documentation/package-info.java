/** The plugin's pages. */
@NullMarked
package io.cqdestination.runtime.documentation;

import org.jspecify.annotations.NullMarked;
