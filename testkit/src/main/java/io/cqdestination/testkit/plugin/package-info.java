/** The client side of the plugin protocol, as the CLI does it: processes, connections, messages. */
@NullMarked
@Stable
package io.cqdestination.testkit.plugin;

import io.cqdestination.stability.Stable;
import org.jspecify.annotations.NullMarked;
