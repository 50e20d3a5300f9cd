/** Credentials that Databricks Lakebase takes for passwords. */
@NullMarked
package io.cqdestination.databricks;

import org.jspecify.annotations.NullMarked;
