package io.cqdestination.testkit.rules.samples.cycle.two;

import io.cqdestination.testkit.rules.samples.cycle.one.First;

public record Second(First first) {}
