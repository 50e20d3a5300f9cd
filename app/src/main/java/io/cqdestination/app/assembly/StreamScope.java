package io.cqdestination.app.assembly;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import javax.inject.Scope;

/** One object for each stream. */
@Scope
@Retention(RetentionPolicy.RUNTIME)
@interface StreamScope {}
