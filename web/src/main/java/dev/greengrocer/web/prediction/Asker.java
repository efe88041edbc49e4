package dev.greengrocer.web.prediction;

import dev.greengrocer.web.Problem;
import dev.greengrocer.web.RefusedException;
import dev.greengrocer.web.RequestId;
import dev.greengrocer.web.history.Source;
import dev.greengrocer.web.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as it goes into the books.
 *
 * @param requestId the request
 * @param source what sent it
 * @param actor the user or API key, or null when nobody signed in
 * @param customer whose photo it is, as the caller names them, or null
 * @param idempotencyKey the caller's key, or null
 */
record Asker(
    String requestId,
    Source source,
    @Nullable String actor,
    @Nullable String customer,
    @Nullable String idempotencyKey) {

  private static final int CUSTOMER_LENGTH = 100;
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,64}");

  Asker {
    if (customer != null
        && (customer.isBlank()
            || customer.length() > CUSTOMER_LENGTH
            || customer.chars().anyMatch(Character::isISOControl))) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "customer: must be 1 to %d characters on one line".formatted(CUSTOMER_LENGTH));
    }
    if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "Idempotency-Key: must be 1 to 64 visible ASCII characters");
    }
  }

  /** Who sent a request. */
  static Asker of(HttpServletRequest request, Source source, @Nullable String customer) {
    Principal principal = request.getUserPrincipal();
    return new Asker(
        RequestId.of(request),
        source,
        principal == null ? null : principal.getName(),
        customer == null || customer.isEmpty() ? null : customer,
        request.getHeader("Idempotency-Key"));
  }

  /** The same without a key: a request with several photos has several answers. */
  Asker withoutKey() {
    return new Asker(requestId, source, actor, customer, null);
  }

  /** Our own pages among the callers of the API: a browser tells when the page is from here. */
  static Source source(HttpServletRequest request) {
    return "same-origin".equals(request.getHeader("Sec-Fetch-Site")) ? Source.WEB : Source.API;
  }

  /** The key with the caller before it: two callers may choose the same. */
  @Nullable String scopedKey() {
    return idempotencyKey == null ? null : Caller.owned(idempotencyKey);
  }
}
