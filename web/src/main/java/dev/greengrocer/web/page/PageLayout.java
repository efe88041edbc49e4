package dev.greengrocer.web.page;

import dev.greengrocer.ProgramVersion;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.web.caller.Caller;
import dev.greengrocer.web.caller.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.LocaleResolver;

/** What the frame of every page shows: who is signed in, where they may go, and the version. */
@ControllerAdvice(annotations = Controller.class)
public class PageLayout {

  private static final String VERSION = "greengrocer " + ProgramVersion.current();

  private final ShopCalendar calendar;
  private final ScriptTexts texts;
  private final LocaleResolver languages;

  PageLayout(ShopCalendar calendar, ScriptTexts texts, LocaleResolver languages) {
    this.calendar = calendar;
    this.texts = texts;
    this.languages = languages;
  }

  @ModelAttribute("shell")
  public Frame frame(HttpServletRequest request) {
    Optional<Caller> caller = Caller.current();
    boolean demo = caller.filter(who -> who.kind() == Caller.Kind.DEMO).isPresent();
    return new Frame(
        VERSION,
        caller.filter(who -> !demo).map(Caller::name).orElse(null),
        demo,
        caller.filter(who -> who.may(Role.ADMINISTRATOR)).isPresent(),
        Navigation.of(
            role -> caller.filter(who -> who.may(role)).isPresent(), request.getRequestURI()),
        calendar.zone(),
        texts.in(languages.resolveLocale(request)));
  }

  /**
   * The frame of a page.
   *
   * @param version the version of the program
   * @param user who is signed in, or null without a sign-in
   * @param demo whether the server runs as a demonstration, in which no one signs in
   * @param administrator whether they may change prices, users and models
   * @param navigation where they may go
   * @param zone the place whose time pages tell
   * @param scriptTexts what scripts say, as JSON
   */
  public record Frame(
      String version,
      @Nullable String user,
      boolean demo,
      boolean administrator,
      Navigation navigation,
      ZoneId zone,
      String scriptTexts) {}
}
