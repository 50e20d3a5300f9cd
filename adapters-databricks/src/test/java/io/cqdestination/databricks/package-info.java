/** Tests. */
@NullMarked
package io.cqdestination.databricks;

import org.jspecify.annotations.NullMarked;
