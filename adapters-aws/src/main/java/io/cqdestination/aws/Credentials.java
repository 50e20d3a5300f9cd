package io.cqdestination.aws;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Who signs: the usual chain of credentials (environment, web identity, shared files, container,
 * machine) or one profile, and the role that is assumed with them. The SDK keeps temporary ones
 * until they are about to expire. Thread-safe.
 */
final class Credentials {
  private final RdsLogin login;
  private final UnaryOperator<StsClientBuilder> sts;
  private @Nullable AwsCredentialsProvider provider;

  Credentials(RdsLogin login, UnaryOperator<StsClientBuilder> sts) {
    this.login = login;
    this.sts = sts;
  }

  /**
   * @throws software.amazon.awssdk.core.exception.SdkException when there is no region
   */
  synchronized AwsCredentialsProvider provider() {
    if (provider == null) {
      AwsCredentialsProvider own =
          login
              .profile()
              .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
              .orElseGet(() -> DefaultCredentialsProvider.builder().build());
      provider = login.role().map(role -> assumed(role, own)).orElse(own);
    }
    return provider;
  }

  Region region() {
    return login
        .region()
        .map(Region::of)
        .orElseGet(() ->
            DefaultAwsRegionProviderChain.builder()
                .profileName(login.profile().orElse(null))
                .build()
                .getRegion());
  }

  private AwsCredentialsProvider assumed(RdsLogin.Role role, AwsCredentialsProvider own) {
    StsClientBuilder client =
        StsClient.builder()
            .region(region())
            .credentialsProvider(own)
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts.apply(client).build())
        .refreshRequest(request ->
            request
                .roleArn(role.arn())
                .roleSessionName(role.sessionName())
                .externalId(role.externalId().orElse(null)))
        .build();
  }
}
