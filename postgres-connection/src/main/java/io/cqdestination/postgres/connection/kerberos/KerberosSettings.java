package io.cqdestination.postgres.connection.kerberos;

import java.util.Optional;

/**
 * Where the client's side of Kerberos comes from: files, each with or without {@code FILE:} before
 * it. Immutable.
 *
 * @param service the first part of the server's principal
 * @param host the second part; else the host that is connected to
 * @param keytab the keys of the client (MIT's {@code KRB5_CLIENT_KTNAME}), which count before
 *     tickets
 * @param cache the file of the client's tickets ({@code KRB5CCNAME}); else where the system has it
 * @param configuration the file of realms ({@code KRB5_CONFIG}); else where the system has it
 */
public record KerberosSettings(
    String service,
    Optional<String> host,
    Optional<String> keytab,
    Optional<String> cache,
    Optional<String> configuration) {}
