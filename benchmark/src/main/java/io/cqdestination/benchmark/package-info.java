/** How fast and how small the plugin is, measured beside the server's own COPY. */
@NullMarked
package io.cqdestination.benchmark;

import org.jspecify.annotations.NullMarked;
