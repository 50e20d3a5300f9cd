package io.cqdestination.testkit.rules.samples.adapters.second;

import io.cqdestination.testkit.rules.samples.adapters.first.Innocent;

interface Knowing extends Innocent {}
