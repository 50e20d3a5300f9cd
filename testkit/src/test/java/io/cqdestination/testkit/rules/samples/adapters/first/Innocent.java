package io.cqdestination.testkit.rules.samples.adapters.first;

import io.cqdestination.testkit.rules.samples.adapters.centre.Port;

public interface Innocent extends Port {}
