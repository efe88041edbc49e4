package dev.greengrocer.web.security;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.apikey.ApiKey;
import dev.greengrocer.web.apikey.ApiKeys;
import dev.greengrocer.web.caller.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in a caller that sends a known API key, for this request alone and as often as the key may
 * ask. A key that is not known ends the request: going on as another caller would surprise.
 */
final class ApiKeyFilter extends OncePerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final ApiKeys keys;
  private final RateLimits limits;
  private final SecurityProblems refusals;
  private final RequestAttributeSecurityContextRepository request =
      new RequestAttributeSecurityContextRepository();

  ApiKeyFilter(ApiKeys keys, RateLimits limits, SecurityProblems refusals) {
    this.keys = keys;
    this.limits = limits;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest asked, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String secret = secret(asked);
    if (secret == null) {
      chain.doFilter(asked, response);
      return;
    }
    try {
      Optional<ApiKey> key = keys.find(secret);
      if (key.isEmpty()) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        throw new RefusedException(
            Problem.NOT_SIGNED_IN, "This API key is not known, or was revoked.");
      }
      long left = limits.take(key.get());
      response.setHeader("X-RateLimit-Limit", Integer.toString(key.get().requestsPerMinute()));
      response.setHeader("X-RateLimit-Remaining", Long.toString(left));
      keys.used(key.get());
      enter(key.get(), asked, response);
    } catch (RefusedException e) {
      refusals.refuse(asked, response, e);
      return;
    }
    chain.doFilter(asked, response);
  }

  private void enter(ApiKey key, HttpServletRequest asked, HttpServletResponse response) {
    Caller caller = new Caller(key.id(), "key:" + key.name(), key.role(), Caller.Kind.KEY);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(caller, null, key.role().authorities()));
    SecurityContextHolder.setContext(context);
    request.saveContext(context, asked, response);
  }

  /** The secret in a request's header, or null when it carries none. */
  static @Nullable String secret(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }
}
