package io.cqdestination.postgres.delete;

import java.util.List;

/**
 * One DELETE of a cascade.
 *
 * @param values the statement's parameters, as text
 */
record CascadedDelete(String sql, List<String> values) {}
