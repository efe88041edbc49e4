package dev.greengrocer.web.security;

import dev.greengrocer.web.account.KnownBrowsers;
import dev.greengrocer.web.caller.SignedInUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** On to the page that was wanted, with a cookie by which this browser is known from now on. */
final class SignInSuccess implements AuthenticationSuccessHandler {

  private final KnownBrowsers browsers;

  SignInSuccess(KnownBrowsers browsers) {
    this.browsers = browsers;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication signedIn)
      throws IOException {
    TypedName.forget(request, response);
    if (signedIn.getPrincipal() instanceof SignedInUser user) {
      browsers.remember(user.id(), request, response);
    }
    response.sendRedirect(request.getContextPath() + SignInTarget.named(request).orElse("/"));
  }
}
