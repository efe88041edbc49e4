package dev.greengrocer.web.caller;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/** The session of a request, which may go on as another user. */
public final class OpenSession {

  private static final SecurityContextRepository SESSIONS =
      new HttpSessionSecurityContextRepository();

  private OpenSession() {}

  /** Lets the session go on under another id, as a user. */
  public static void goOn(
      SignedInUser user, HttpServletRequest request, HttpServletResponse response) {
    request.changeSessionId();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
    SecurityContextHolder.setContext(context);
    SESSIONS.saveContext(context, request, response);
  }
}
