package dev.greengrocer.web.security;

import dev.greengrocer.web.account.MustWaitException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Back to the sign-in page, which says no more than that it failed or how long to wait. */
final class SignInFailure implements AuthenticationFailureHandler {

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    String why =
        failure instanceof MustWaitException wait
            ? "wait=" + Math.max(1, (wait.howLong().toMillis() + 999) / 1_000)
            : "failed";
    TypedName.keep(request, response);
    response.sendRedirect(
        request.getContextPath()
            + "/sign-in?"
            + why
            + SignInTarget.named(request).map(to -> "&" + SignInTarget.parameter(to)).orElse(""));
  }
}
