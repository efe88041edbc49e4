package dev.greengrocer.web.prediction;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.ledger.prediction.Station;
import dev.greengrocer.web.IdempotencyKey;
import dev.greengrocer.web.RequestId;
import dev.greengrocer.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as it goes into the books.
 *
 * @param requestId the request
 * @param source what sent it
 * @param actor the user or API key, or null without a sign-in
 * @param customer whose photo it is, as the caller names them, or null
 * @param station the device or place, as the caller names it, or null
 * @param idempotencyKey the caller's key, or null
 */
public record RequestContext(
    String requestId,
    Source source,
    @Nullable String actor,
    @Nullable String customer,
    @Nullable Station station,
    @Nullable String idempotencyKey) {

  static final int CUSTOMER_LENGTH = 100;
  static final String CUSTOMER = "must be at most " + CUSTOMER_LENGTH + " characters on one line";

  public RequestContext {
    if (customer != null
        && (customer.length() > CUSTOMER_LENGTH
            || customer.chars().anyMatch(Character::isISOControl))) {
      throw new RefusedException(Problem.INVALID_REQUEST, "customer: " + CUSTOMER);
    }
    IdempotencyKey.checked(idempotencyKey);
  }

  /**
   * Who sent a request.
   *
   * @param station the device or place as the caller wrote it, or null
   * @throws RefusedException if the station is no name of one
   */
  public static RequestContext of(
      HttpServletRequest request,
      Source source,
      @Nullable String customer,
      @Nullable String station) {
    Principal principal = request.getUserPrincipal();
    return new RequestContext(
        RequestId.of(request),
        source,
        principal == null ? null : principal.getName(),
        customer == null || customer.isBlank() ? null : customer,
        station(station),
        request.getHeader(IdempotencyKey.HEADER));
  }

  private static @Nullable Station station(@Nullable String typed) {
    try {
      return Station.of(typed);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(Problem.INVALID_REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  /** The same of a station that the body names. */
  public RequestContext at(@Nullable String typed) {
    return new RequestContext(requestId, source, actor, customer, station(typed), idempotencyKey);
  }

  /** The same without a key: a request with several photos has several answers. */
  public RequestContext withoutKey() {
    return new RequestContext(requestId, source, actor, customer, station, null);
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
