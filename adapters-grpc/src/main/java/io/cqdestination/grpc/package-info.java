/** The plugin protocol and everything Arrow. */
@NullMarked
package io.cqdestination.grpc;

import org.jspecify.annotations.NullMarked;
