@NullMarked
package io.cqdestination.postgres.pooler;

import org.jspecify.annotations.NullMarked;
