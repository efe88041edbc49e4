package dev.greengrocer.web.caller;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * What one page tells the next, in the session of a user who has one. A program with an API key
 * follows no page with the next, so its requests make no session.
 */
@Component(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
class Flashes implements FlashMapManager {

  private static final int SHORT_SECONDS = 300;

  private final FlashMapManager sessions = new SessionFlashMapManager();

  @Override
  public @Nullable FlashMap retrieveAndUpdate(
      HttpServletRequest request, HttpServletResponse response) {
    return sessions.retrieveAndUpdate(request, response);
  }

  @Override
  public void saveOutputFlashMap(
      FlashMap flash, HttpServletRequest request, HttpServletResponse response) {
    Caller.Kind kind = Caller.current().map(Caller::kind).orElse(Caller.Kind.USER);
    if (kind == Caller.Kind.KEY) {
      return;
    }
    sessions.saveOutputFlashMap(flash, request, response);
    HttpSession session = request.getSession(false);
    if (kind == Caller.Kind.DEMO && session != null) {
      session.setMaxInactiveInterval(SHORT_SECONDS); // it holds nothing else
    }
  }
}
