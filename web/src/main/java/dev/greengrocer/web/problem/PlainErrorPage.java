package dev.greengrocer.web.problem;

import org.springframework.web.util.HtmlUtils;

/**
 * An error page that needs nothing but its words: for failures before the application is reached
 * and for a failure of the error page itself.
 */
public final class PlainErrorPage {

  private PlainErrorPage() {}

  /** A whole HTML page with the reason and a way back. */
  public static String of(String title, String detail, String requestId) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s · Greengrocer</title>
      <link rel="stylesheet" href="/css/greengrocer.css">
    </head>
    <body>
      <main id="content">
        <div class="card">
          <div class="empty">
            <h1>%1$s</h1>
            <p>%2$s</p>
            <a class="button primary" href="/">To the first page</a>
            <p class="small">Request <code>%3$s</code></p>
          </div>
        </div>
      </main>
    </body>
    </html>
    """
        .formatted(
            HtmlUtils.htmlEscape(title),
            HtmlUtils.htmlEscape(detail),
            HtmlUtils.htmlEscape(requestId));
  }
}
