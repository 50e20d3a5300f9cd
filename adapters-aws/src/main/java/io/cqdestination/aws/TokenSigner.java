package io.cqdestination.aws;

import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/**
 * Signs tokens. One is the address of a request that is never sent, signed in its query (version 4
 * of Amazon's signatures), without its scheme. Thread-safe.
 */
final class TokenSigner {
  /** What RDS allows, and tools of Amazon's own ask for. */
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final String SERVICE = "rds-db";
  private static final String SCHEME = "https";

  private final Region region;
  private final AwsCredentialsIdentity credentials;
  private final Clock clock;

  TokenSigner(Region region, AwsCredentialsIdentity credentials, Clock clock) {
    this.region = region;
    this.credentials = credentials;
    this.clock = clock;
  }

  String sign(RdsEndpoint endpoint, String user) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol(SCHEME)
            .host(endpoint.host())
            .port(endpoint.port())
            .encodedPath("/")
            .putRawQueryParameter("Action", "connect")
            .putRawQueryParameter("DBUser", user)
            .build();
    return AwsV4HttpSigner.create()
        .sign(signing ->
            signing
                .identity(credentials)
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFETIME)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request()
        .getUri()
        .toString()
        .substring((SCHEME + "://").length());
  }
}
