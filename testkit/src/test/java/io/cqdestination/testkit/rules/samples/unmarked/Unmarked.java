package io.cqdestination.testkit.rules.samples.unmarked;

final class Unmarked {}
