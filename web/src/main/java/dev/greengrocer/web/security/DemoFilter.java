package dev.greengrocer.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets everybody on this machine in as an administrator. A page elsewhere whose name was made to
 * point here (DNS rebinding) would be on this machine too, for its browser is; but it calls us by
 * its own name, and is sent away.
 */
final class DemoFilter extends OncePerRequestFilter {

  private static final Set<String> OUR_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final RequestAttributeSecurityContextRepository contexts =
      new RequestAttributeSecurityContextRepository();

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!OUR_NAMES.contains(request.getServerName())) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    if (Caller.current().isEmpty()) {
      Caller demo = new Caller(Caller.DEMO, Role.ADMINISTRATOR, Caller.Kind.DEMO);
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(demo, null, demo.role().authorities()));
      SecurityContextHolder.setContext(context);
      contexts.saveContext(context, request, response);
    }
    chain.doFilter(request, response);
  }
}
