package dev.greengrocer.web.request;

import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.web.RequestId;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names every request before anything else happens to it. A caller's own name is taken when it can
 * do no harm in a log: letters, digits, dots, dashes and underscores.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false; // what the container refuses comes by no other way
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String given =
        request.getDispatcherType() == DispatcherType.ERROR
            ? RequestId.of(request)
            : request.getHeader(RequestId.HEADER);
    String id =
        given != null && !given.equals(RequestId.NONE) && HARMLESS.matcher(given).matches()
            ? given
            : Ids.next();
    RequestId.set(request, id);
    response.setHeader(RequestId.HEADER, id);
    MDC.put(RequestId.LOG_KEY, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(RequestId.LOG_KEY);
    }
  }
}
