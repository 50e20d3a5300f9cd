package io.cqdestination.databricks;

import java.net.URI;

/**
 * How to log in to a database of Databricks Lakebase. Immutable; its text form holds no secret.
 *
 * @param endpoint the database's: {@code projects/…/branches/…/endpoints/…}
 * @param workspace where the API is found; see {@link WorkspaceAddress}
 * @param clientId of the service principal
 * @param clientSecret of the service principal
 */
public record LakebaseLogin(String endpoint, URI workspace, String clientId, String clientSecret) {

  @Override
  public String toString() {
    return "LakebaseLogin[endpoint=%s, workspace=%s, clientId=%s]"
        .formatted(endpoint, workspace, clientId);
  }
}
