package dev.greengrocer.web.security;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.caller.Caller;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How many workers each kind of caller may keep at once, decided as soon as it is known who asks
 * and before a byte of the body is read. Strangers have a few, and their bodies are not read at all
 * (but for the sign-in form, which {@link SignInBodyFilter} has collected by then); people and
 * programs that have signed in have most of them, and no more than a part of those for bodies,
 * which may come slowly; no one user and no one key has so many that the others find none. Whether
 * the server is well is answered with what remains.
 */
final class Admission extends OncePerRequestFilter {

  private static final List<String> HEALTH = List.of("/actuator/health", "/v2/health/");
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Semaphore strangers;
  private final Semaphore known;
  private final Semaphore bodies;
  private final int mostOfOne;
  private final Map<String, Integer> ofOne = new ConcurrentHashMap<>();
  private final SecurityProblems refusals;

  /**
   * Shares out the workers.
   *
   * @param workers how many there are
   */
  Admission(int workers, SecurityProblems refusals) {
    this.strangers = new Semaphore(Math.max(1, workers / 6));
    this.known = new Semaphore(Math.max(1, workers * 2 / 3));
    this.bodies = new Semaphore(Math.max(1, workers * 2 / 5));
    this.mostOfOne = Math.max(1, workers / 2);
    this.refusals = refusals;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false; // the page of failure must not read what the request did not
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      chain.doFilter(new WithoutBody(request), response);
      return;
    }
    boolean body = hasBody(request);
    Optional<Caller> caller = Caller.current();
    if (caller.isPresent()) {
      asOneOfMany(
          caller.get(),
          request,
          response,
          () ->
              within(
                  known,
                  request,
                  response,
                  () -> {
                    if (body) {
                      within(bodies, request, response, () -> chain.doFilter(request, response));
                    } else {
                      chain.doFilter(request, response);
                    }
                  }));
      return;
    }
    HttpServletRequest shown = request;
    if (body && !SignInBodyFilter.collected(request)) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
      shown = new WithoutBody(request);
    }
    HttpServletRequest asked = shown;
    if (isHealth(request)) {
      chain.doFilter(asked, response);
    } else {
      within(strangers, asked, response, () -> chain.doFilter(asked, response));
    }
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private static boolean isHealth(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return HEALTH.stream().anyMatch(path::startsWith);
  }

  private interface Answer {
    void give() throws ServletException, IOException;
  }

  private void asOneOfMany(
      Caller caller, HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws ServletException, IOException {
    try {
      if (ofOne.merge(caller.id(), 1, Integer::sum) > mostOfOne) {
        refuse(
            request,
            response,
            "Your other requests take all the time there is for you; try again.");
      } else {
        answer.give();
      }
    } finally {
      ofOne.computeIfPresent(caller.id(), Admission::oneLess);
    }
  }

  /** A caller that asks for nothing is forgotten. */
  private static @Nullable Integer oneLess(String caller, Integer count) {
    return count == 1 ? null : Integer.valueOf(count - 1);
  }

  private void within(
      Semaphore places, HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws ServletException, IOException {
    if (!places.tryAcquire()) {
      refuse(request, response, "Other requests take all the time there is; try again.");
      return;
    }
    try {
      answer.give();
    } finally {
      places.release();
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, String why)
      throws ServletException, IOException {
    refusals.refuse(request, response, RefusedException.tryAgain(Problem.TOO_BUSY, why, SOON));
  }
}
