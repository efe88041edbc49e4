package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.database.Ids;
import java.util.regex.Pattern;

/**
 * Ids that a page was given before it sent a form, so that the same press twice does a thing once.
 */
final class PageIds {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private PageIds() {}

  /** The id that the page sent, or a new one where it sent none that could be one. */
  static String orNew(String sent) {
    return FORM.matcher(sent).matches() ? sent : Ids.next();
  }
}
