package dev.greengrocer.web.security;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.account.Users;
import dev.greengrocer.web.caller.SignedInUser;
import dev.greengrocer.web.caller.User;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of a user who was disabled, or got another role or password, with their next
 * request; and shows a user with a one-time password the page where they change it, and no other.
 */
final class AccountStateFilter extends OncePerRequestFilter {

  private static final Set<String> OPEN_BEFORE_THE_CHANGE =
      Set.of("/account/password", "/sign-out", "/error");

  private final Users users;
  private final SecurityProblems refusals;
  private final SecurityContextLogoutHandler session = new SecurityContextLogoutHandler();

  AccountStateFilter(Users users, SecurityProblems refusals) {
    this.users = users;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null
        && authentication.getPrincipal() instanceof SignedInUser signedIn
        && !Access.isStatic(request)) {
      Optional<User> user = users.find(signedIn.id());
      if (user.isEmpty() || user.get().version() != signedIn.version()) {
        session.logout(request, response, authentication);
      } else if (user.get().mustChange() && !open(request)) {
        askForChange(request, response);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private void askForChange(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (SecurityProblems.forPrograms(request)) {
      refusals.refuse(
          request,
          response,
          new RefusedException(Problem.NOT_ALLOWED, "Change the one-time password first."));
    } else {
      response.sendRedirect(request.getContextPath() + "/account/password");
    }
  }

  private static boolean open(HttpServletRequest request) {
    return OPEN_BEFORE_THE_CHANGE.contains(
        request.getRequestURI().substring(request.getContextPath().length()));
  }
}
