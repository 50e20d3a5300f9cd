package io.cqdestination.testkit.rules.samples.manager;

final class TableManager {}
