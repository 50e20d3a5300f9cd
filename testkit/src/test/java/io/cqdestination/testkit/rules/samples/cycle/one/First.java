package io.cqdestination.testkit.rules.samples.cycle.one;

import io.cqdestination.testkit.rules.samples.cycle.two.Second;

public record First(Second second) {}
