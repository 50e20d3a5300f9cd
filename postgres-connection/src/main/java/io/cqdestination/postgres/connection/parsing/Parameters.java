package io.cqdestination.postgres.connection.parsing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Connection parameters by name, in the order they were first given. Immutable. */
public final class Parameters {
  private final Map<String, Parameter> byName;

  private Parameters(Map<String, Parameter> byName) {
    this.byName = byName;
  }

  /** Of several parameters of one name the last one counts. */
  static Parameters of(Iterable<Parameter> parameters) {
    Map<String, Parameter> byName = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      byName.put(parameter.name(), parameter);
    }
    return new Parameters(byName);
  }

  /** These parameters, except where the others give one of the same name. */
  Parameters overriddenBy(Parameters others) {
    Map<String, Parameter> merged = new LinkedHashMap<>(byName);
    merged.putAll(others.byName);
    return new Parameters(merged);
  }

  /** The parameter of that name, if it was given, even as an empty text. */
  public Optional<Parameter> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The parameter of that name, if it was given with a text that is not empty. */
  public Optional<Parameter> findFilled(String name) {
    return find(name).filter(parameter -> !parameter.value().isEmpty());
  }

  /** The text of the parameter, or the empty text. */
  public String text(String name) {
    return find(name).map(Parameter::value).orElse("");
  }

  /** Every parameter. */
  public Collection<Parameter> all() {
    return byName.values();
  }

  @Override
  public String toString() {
    return byName.values().toString();
  }
}
