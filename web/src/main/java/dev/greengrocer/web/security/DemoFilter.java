package dev.greengrocer.web.security;

import dev.greengrocer.web.caller.Caller;
import dev.greengrocer.web.caller.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets all users of this machine in as administrators. A page elsewhere whose name was made to
 * point here (DNS rebinding) would be on this machine too, for its browser is; but it calls us by
 * its own name, and is sent away. So is what came through a proxy, wherever it comes from. Many
 * proxies say so in a header. One that adds none either passes on the name and port by which it was
 * called, which are not those of this server, or speaks HTTP/1.0, as nginx does by default; a proxy
 * that does neither cannot be told from a program on this machine.
 */
final class DemoFilter extends OncePerRequestFilter {

  private static final Set<String> OUR_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /** No browser or tool of today speaks it; proxies do towards the servers behind them. */
  private static final String OLD_PROTOCOL = "HTTP/1.0";

  private static final Set<String> PROXIES =
      Set.of(
          "forwarded",
          "via",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-original-host",
          "x-original-url",
          "x-rewrite-url",
          "x-host",
          "x-proxyuser-ip",
          "true-client-ip",
          "client-ip",
          "fastly-client-ip",
          "cdn-loop",
          "x-scheme",
          "max-forwards",
          "surrogate-capability");
  private static final List<String> PROXIES_BEGIN =
      List.of(
          "x-forward",
          "x-original-",
          "x-proxy",
          "x-arr-",
          "x-varnish",
          "x-envoy-",
          "x-amzn-",
          "x-azure-",
          "x-appengine-",
          "cf-",
          "fly-",
          "ngrok-",
          "tailscale-",
          "proxy-");

  private final RequestAttributeSecurityContextRepository contexts =
      new RequestAttributeSecurityContextRepository();

  /** A proxy on this machine speaks for callers elsewhere. */
  private static boolean fromThisMachine(HttpServletRequest request) {
    if (!callsUs(request)
        || !loopback(request.getRemoteAddr())
        || request.getProtocol().equals(OLD_PROTOCOL)) {
      return false;
    }
    for (String name : Collections.list(request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (PROXIES.contains(lower) || PROXIES_BEGIN.stream().anyMatch(lower::startsWith)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the caller means this server, by a name of this machine and the port it listens on. */
  private static boolean callsUs(HttpServletRequest request) {
    String name = request.getServerName().toLowerCase(Locale.ROOT);
    return (OUR_NAMES.contains(name) || name.equals(request.getLocalAddr()))
        && request.getServerPort() == request.getLocalPort();
  }

  private static boolean loopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!fromThisMachine(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    if (Caller.current().isEmpty()) {
      Caller demo = new Caller(Caller.DEMO, Caller.DEMO, Role.ADMINISTRATOR, Caller.Kind.DEMO);
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(demo, null, demo.role().authorities()));
      SecurityContextHolder.setContext(context);
      contexts.saveContext(context, request, response);
    }
    chain.doFilter(request, response);
  }
}
