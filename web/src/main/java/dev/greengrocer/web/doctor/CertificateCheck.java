package dev.greengrocer.web.doctor;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;

/** Reads the server's certificate, where it has one, and asks how long it is valid. */
final class CertificateCheck implements Check {

  /** Certificates of Let's Encrypt are renewed 30 days before they end. */
  private static final Duration SOON = Duration.ofDays(14);

  private static final String REMEDY = "renew it, put it in its place, and restart the server";

  private final @Nullable Ssl tls;
  private final Clock clock;

  CertificateCheck(Premises premises, Clock clock) {
    this.tls = premises.encrypted() ? premises.tls() : null;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "certificate";
  }

  @Override
  public Finding look() {
    if (tls == null) {
      return Finding.ok(subject(), "the server has none; the proxy before it speaks TLS");
    }
    if (tls.getBundle() != null) {
      return Finding.ok(
          subject(), "it is of the SSL bundle '%s', which was not read".formatted(tls.getBundle()));
    }
    Optional<X509Certificate> first;
    try {
      first = firstToEnd(WebServerSslBundle.get(tls).getStores().getKeyStore());
    } catch (RuntimeException | KeyStoreException e) {
      return Finding.error(
          subject(),
          "the certificate of server.ssl cannot be read (%s)".formatted(e.getMessage()),
          "check server.ssl.certificate and server.ssl.certificate-private-key, or"
              + " server.ssl.key-store and its password");
    }
    return first
        .map(this::judge)
        .orElseGet(
            () ->
                Finding.error(
                    subject(), "the key store of server.ssl holds no certificate", REMEDY));
  }

  private Finding judge(X509Certificate certificate) {
    Instant now = clock.instant();
    Instant begin = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    String name = certificate.getSubjectX500Principal().getName();
    if (now.isBefore(begin)) {
      return Finding.error(
          subject(), "%s is valid from %s on".formatted(name, begin), "check the clock; " + REMEDY);
    }
    if (now.isAfter(end)) {
      return Finding.error(subject(), "%s ended on %s".formatted(name, end), REMEDY);
    }
    String sentence =
        "%s is valid for %d more days, until %s"
            .formatted(name, Duration.between(now, end).toDays(), end);
    return now.plus(SOON).isAfter(end)
        ? Finding.warning(subject(), sentence, REMEDY)
        : Finding.ok(subject(), sentence);
  }

  private static Optional<X509Certificate> firstToEnd(@Nullable KeyStore store)
      throws KeyStoreException {
    if (store == null) {
      return Optional.empty();
    }
    Stream.Builder<Certificate> found = Stream.builder();
    for (String alias : Collections.list(store.aliases())) {
      Certificate[] chain = store.getCertificateChain(alias);
      if (chain != null) {
        Stream.of(chain).forEach(found);
      }
    }
    return found
        .build()
        .filter(X509Certificate.class::isInstance)
        .map(X509Certificate.class::cast)
        .min(Comparator.comparing(X509Certificate::getNotAfter));
  }
}
