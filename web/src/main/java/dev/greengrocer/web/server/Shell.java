package dev.greengrocer.web.server;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page shows: who is signed in, where they may go, and the version. */
@ControllerAdvice(annotations = Controller.class)
class Shell {

  private static final String VERSION = "greengrocer " + Version.codeVersion();

  @ModelAttribute("shell")
  Frame frame(HttpServletRequest request) {
    Principal person = request.getUserPrincipal();
    return new Frame(
        VERSION,
        person == null ? null : person.getName(),
        // Where nobody signs in, as in a demonstration, everybody may go everywhere.
        Navigation.of(
            role -> person == null || request.isUserInRole(role), request.getRequestURI()));
  }

  /**
   * The frame of a page.
   *
   * @param version the version of the program
   * @param user who is signed in, or null
   * @param navigation where they may go
   */
  record Frame(String version, @Nullable String user, Navigation navigation) {}
}
