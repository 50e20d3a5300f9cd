/** Reading a spec: from JSON to types, with every problem named at once. */
@NullMarked
package io.cqdestination.runtime.spec;

import org.jspecify.annotations.NullMarked;
