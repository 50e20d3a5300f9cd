/** Credentials that Databricks Lakebase takes for passwords. */
@NullMarked
@Stable
package io.cqdestination.databricks;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
