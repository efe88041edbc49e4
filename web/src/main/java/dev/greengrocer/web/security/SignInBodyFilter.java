package dev.greengrocer.web.security;

import dev.greengrocer.web.RequestId;
import dev.greengrocer.web.account.KnownBrowsers;
import dev.greengrocer.web.account.SignInGuard;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Collects the one form that strangers may send, the sign-in, without keeping a worker: bytes are
 * taken as they come, and the request goes on when all are there. So it does not matter how many
 * callers send theirs slowly. A form that is too long gets 413, one that takes too long 408.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class SignInBodyFilter extends OncePerRequestFilter {

  private static final String COLLECTED = SignInBodyFilter.class.getName();
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 8 * 1024;

  /**
   * Of so many connections one may wait for a form: those that wait cannot be closed for others.
   */
  private static final int SHARE = 4;

  private final Clock clock;
  private final SignInGuard guard;
  private final SecurityProblems refusals;
  private final int mostUnderWay;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Collecting> underWay = new LinkedHashSet<>();

  SignInBodyFilter(
      SignInGuard guard,
      SecurityProblems refusals,
      Clock clock,
      @Value("${server.tomcat.max-connections}") int connections) {
    this.clock = clock;
    this.guard = guard;
    this.refusals = refusals;
    this.mostUnderWay = Math.max(1, connections / SHARE);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "sign-in-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * What came of a form.
   *
   * @param refusal the status of a refusal, or 0
   * @param failure what kept it from being counted, or null
   */
  private record Outcome(
      int refusal,
      @Nullable RuntimeException failure,
      Map<String, String[]> form,
      SignInGuard.@Nullable Turn turn) {

    static Outcome refused(int status) {
      return new Outcome(status, null, Map.of(), null);
    }
  }

  /** The turn that a sign-in has taken, and where it comes from. */
  record Details(String address, SignInGuard.Turn turn) implements Serializable {}

  /** What belongs to the sign-in of a request whose form was collected. */
  static Details details(HttpServletRequest request) {
    if (request.getAttribute(COLLECTED) instanceof Outcome outcome && outcome.turn() != null) {
      return new Details(request.getRemoteAddr(), outcome.turn());
    }
    // No form, or sent to another spelling of the address: nothing is tried.
    return new Details(
        request.getRemoteAddr(), new SignInGuard.Turn(Duration.ofSeconds(1), true, List.of()));
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }

  /** Whether the body of a request is in memory already. */
  static boolean collected(HttpServletRequest request) {
    return request.getAttribute(COLLECTED) != null;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false; // which is when the form is there
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false; // the page of failure must not read on
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest asked, HttpServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    if (asked.getDispatcherType() == DispatcherType.REQUEST && isSignIn(asked)) {
      if (asked.getContentLengthLong() > MOST_BYTES) {
        refuse(asked, answer, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      } else {
        collect(asked);
      }
    } else if (asked.getDispatcherType() == DispatcherType.ASYNC
        && asked.getAttribute(COLLECTED) instanceof Outcome outcome) {
      goOn(asked, answer, chain, outcome);
    } else {
      chain.doFilter(
          asked.getAttribute(COLLECTED) == null
              ? asked
              : new WithForm(asked, Map.of(), asked.getDispatcherType()),
          answer);
    }
  }

  private static boolean isSignIn(HttpServletRequest request) {
    return HttpMethod.POST.matches(request.getMethod())
        && (request.getContentLengthLong() > 0
            || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null)
        && request.getRequestURI().equals(request.getContextPath() + "/sign-in");
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    request.setAttribute(COLLECTED, Outcome.refused(status));
    response.setHeader(HttpHeaders.CONNECTION, "close");
    response.sendError(status);
  }

  private void goOn(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, Outcome outcome)
      throws IOException, ServletException {
    if (outcome.refusal() != 0) {
      refuse(request, response, outcome.refusal());
      return;
    }
    if (outcome.failure() != null) {
      refusals.refuse(request, response, outcome.failure());
      return;
    }
    MDC.put(RequestId.LOG_KEY, RequestId.of(request));
    try {
      // To everything behind this it is the request that came in.
      chain.doFilter(new WithForm(request, outcome.form(), DispatcherType.REQUEST), response);
    } finally {
      MDC.remove(RequestId.LOG_KEY);
    }
  }

  private void collect(HttpServletRequest request) throws IOException {
    AsyncContext async = request.startAsync();
    async.setTimeout(0); // the timer's business
    Collecting collecting = new Collecting(request, async);
    collecting.late =
        timer.schedule(
            () -> collecting.end(Outcome.refused(HttpServletResponse.SC_REQUEST_TIMEOUT)),
            LONGEST.toMillis(),
            TimeUnit.MILLISECONDS);
    begin(collecting);
    request.getInputStream().setReadListener(collecting);
  }

  /** Begins with one more; of too many, the one that has taken longest is given up. */
  private void begin(Collecting collecting) {
    Collecting longest = null;
    synchronized (underWay) {
      if (underWay.size() >= mostUnderWay) {
        longest = underWay.iterator().next();
        underWay.remove(longest);
      }
      underWay.add(collecting);
    }
    if (longest != null) {
      longest.end(Outcome.refused(HttpServletResponse.SC_REQUEST_TIMEOUT));
    }
  }

  /** Takes what comes until it is all there, too much or too late; then waits for its turn. */
  private final class Collecting implements ReadListener {

    private final HttpServletRequest request;
    private final ServletInputStream body;
    private final AsyncContext async;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Future<?> late;
    private boolean done;

    Collecting(HttpServletRequest request, AsyncContext async) throws IOException {
      this.request = request;
      this.body = request.getInputStream();
      this.async = async;
    }

    @Override
    public void onDataAvailable() throws IOException {
      byte[] buffer = new byte[1024];
      while (body.isReady() && !body.isFinished()) {
        int count = body.read(buffer);
        if (count < 0) {
          return;
        }
        bytes.write(buffer, 0, count);
        if (bytes.size() > MOST_BYTES) {
          end(Outcome.refused(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE));
          return;
        }
      }
    }

    @Override
    public void onAllDataRead() {
      end(outcome());
    }

    @Override
    public void onError(Throwable failure) {
      if (first()) {
        async.complete(); // the caller has hung up
      }
    }

    private Outcome outcome() {
      String type = request.getContentType();
      boolean form =
          type != null
              && type.toLowerCase(Locale.ROOT)
                  .startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
      Map<String, String[]> parameters;
      try {
        parameters = form ? parameters(bytes.toString(StandardCharsets.UTF_8)) : Map.of();
      } catch (IllegalArgumentException e) {
        return Outcome.refused(HttpServletResponse.SC_BAD_REQUEST); // such as %zz or %00
      }
      try {
        SignInGuard.Turn turn =
            guard.turn(
                field(parameters, "name"),
                field(parameters, "password"),
                request.getRemoteAddr(),
                KnownBrowsers.secret(request),
                clock.instant());
        return new Outcome(0, null, parameters, turn);
      } catch (RuntimeException e) {
        return new Outcome(0, e, Map.of(), null);
      }
    }

    private synchronized boolean first() {
      boolean first = !done;
      done = true;
      if (late != null) {
        late.cancel(false);
      }
      synchronized (underWay) {
        underWay.remove(this);
      }
      return first;
    }

    private void end(Outcome outcome) {
      if (first()) {
        request.setAttribute(COLLECTED, outcome);
        Duration delay =
            outcome.turn() == null || outcome.turn().refused()
                ? Duration.ZERO
                : outcome.turn().delay();
        if (delay.isZero()) {
          async.dispatch();
        } else {
          CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, timer)
              .execute(() -> async.dispatch());
        }
      }
    }
  }

  private static String field(Map<String, String[]> parameters, String name) {
    String[] values = parameters.get(name);
    return values == null ? "" : values[0];
  }

  private static Map<String, String[]> parameters(String form) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      found.computeIfAbsent(decoded(name), none -> new ArrayList<>(1)).add(decoded(value));
    }
    Map<String, String[]> parameters = new LinkedHashMap<>();
    found.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
    return parameters;
  }

  private static String decoded(String text) {
    String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
    if (decoded.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL, which no database looks for");
    }
    return decoded;
  }

  /** A request with the form that was collected; its address counts for nothing. */
  private static final class WithForm extends HttpServletRequestWrapper {

    private final Map<String, String[]> form;
    private final DispatcherType dispatcher;

    WithForm(HttpServletRequest request, Map<String, String[]> form, DispatcherType dispatcher) {
      super(request);
      this.form = form;
      this.dispatcher = dispatcher;
    }

    @Override
    public DispatcherType getDispatcherType() {
      return dispatcher;
    }

    @Override
    public @Nullable String getParameter(String name) {
      String[] values = form.get(name);
      return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Collections.unmodifiableMap(form);
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(form.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      String[] values = form.get(name);
      return values == null ? null : values.clone();
    }
  }
}
