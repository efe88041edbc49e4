package dev.greengrocer.s3;

import dev.greengrocer.InvalidConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * How a server of S3 is reached. Who asks it is found as in every program of AWS: the environment,
 * Java properties, {@code ~/.aws}, the role of the machine.
 *
 * @param endpoint the address of a server that is not Amazon's, or null
 * @param region the region of the bucket, or null for what the environment or the machine says
 */
public record S3Access(@Nullable URI endpoint, @Nullable String region) {

  /**
   * Reads settings; what is blank is not set.
   *
   * @throws InvalidConfigurationException if the endpoint is no address of the web
   */
  public static S3Access of(String endpoint, String region) {
    return new S3Access(
        endpoint.isBlank() ? null : address(endpoint.strip()),
        region.isBlank() ? null : region.strip());
  }

  private static URI address(String endpoint) {
    try {
      URI address = new URI(endpoint);
      if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // told below, as what is no address of the web
    }
    throw new InvalidConfigurationException(
        "greengrocer.bucket.endpoint=%s: must be the address of an S3 server, such as https://storage.example.org"
            .formatted(endpoint));
  }

  /** A client, which its caller closes. */
  S3Client open(Patience patience) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(patience.connect())
                    .socketTimeout(patience.silence()))
            .overrideConfiguration(
                settings ->
                    settings.retryStrategy(strategy -> strategy.maxAttempts(patience.attempts())))
            // SHA-256 is computed and compared here, which every server of the protocol lets us do.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    if (endpoint != null) {
      builder.endpointOverride(endpoint).forcePathStyle(true);
    }
    if (region != null) {
      builder.region(Region.of(region));
    } else if (endpoint != null) {
      builder.region(Region.US_EAST_1); // must be some; servers other than Amazon's take any
    }
    return builder.build();
  }
}
