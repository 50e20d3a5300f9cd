/** The calls of the plugin protocol. */
@NullMarked
package io.cqdestination.grpc.service;

import org.jspecify.annotations.NullMarked;
