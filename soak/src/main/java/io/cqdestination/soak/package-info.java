/** Syncs of random shapes while what they need is killed, held against what was acknowledged. */
@NullMarked
package io.cqdestination.soak;

import org.jspecify.annotations.NullMarked;
