/** The plugin's pages. */
@NullMarked
package io.cqdestination.app.documentation;

import org.jspecify.annotations.NullMarked;
