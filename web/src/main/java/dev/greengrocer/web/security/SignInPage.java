package dev.greengrocer.web.security;

import dev.greengrocer.web.Texts;
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

  private final Texts texts;

  SignInPage(Texts texts) {
    this.texts = texts;
  }

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
      page.addAttribute("error", texts.of("sign-in.do-not-open-an-account"));
    } else if (wait != null && wait > 0) {
      page.addAttribute("error", tooMany(wait));
    } else if (out != null) {
      page.addAttribute("success", texts.of("sign-in.you-are-signed-out"));
    } else if (ended != null) {
      page.addAttribute("warning", texts.of("sign-in.your-session-has-ended"));
    }
    return "sign-in";
  }

  private String tooMany(long seconds) {
    return seconds < 120
        ? texts.of("sign-in.wait-seconds", seconds)
        : texts.of("sign-in.wait-minutes", (seconds + 59) / 60);
  }
}
