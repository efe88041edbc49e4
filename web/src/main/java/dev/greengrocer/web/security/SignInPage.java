package dev.greengrocer.web.security;

import dev.greengrocer.web.caller.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page where one signs in. The form goes to Spring Security. */
@Controller
class SignInPage {

  @GetMapping("/sign-in")
  String show(
      @RequestParam(required = false) @Nullable String failed,
      @RequestParam(required = false) @Nullable Long wait,
      @RequestParam(required = false) @Nullable String out,
      @RequestParam(required = false) @Nullable String ended,
      @RequestParam(required = false) @Nullable String to,
      HttpServletRequest request,
      Model page) {
    if (Caller.current().isPresent() && failed == null) {
      return "redirect:" + SignInTarget.checked(to).orElse("/");
    }
    page.addAttribute("to", SignInTarget.checked(to).orElse(null));
    page.addAttribute("name", TypedName.of(request));
    if (failed != null) {
      page.addAttribute("error", "This name and password do not open an account. Try again.");
    } else if (wait != null && wait > 0) {
      page.addAttribute(
          "error", "Too many attempts failed. Wait %s, then try again.".formatted(words(wait)));
    } else if (out != null) {
      page.addAttribute("success", "You are signed out.");
    } else if (ended != null) {
      page.addAttribute("warning", "Your session has ended. Sign in to go on.");
    }
    return "sign-in";
  }

  private static String words(long seconds) {
    return seconds < 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
  }
}
