package io.cqdestination.testkit.rules.samples.adapters.centre;

public interface Port {}
