/** The destination's spec: from JSON to types, with every problem named at once. */
@NullMarked
package io.cqdestination.app.spec;

import org.jspecify.annotations.NullMarked;
