/**
 * What arrives from others, changed by a fuzzer without end: each class whose name ends in Fuzzer
 * takes one input, and throws where something but a declared refusal comes of it.
 */
@NullMarked
package io.cqdestination.fuzz;

import org.jspecify.annotations.NullMarked;
