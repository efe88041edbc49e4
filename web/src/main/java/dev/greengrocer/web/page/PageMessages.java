package dev.greengrocer.web.page;

import java.nio.charset.StandardCharsets;
import java.text.FieldPosition;
import java.text.Format;
import java.text.MessageFormat;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * The texts of the pages. Every text is a pattern of {@link MessageFormat}, with values or without
 * them, so that one rule holds for apostrophes; a number is shown as it comes, because the pages
 * have decided where it is rounded and whether its thousands are apart.
 */
class PageMessages extends ResourceBundleMessageSource {

  /** Where the texts are, without the language and the ending of a file. */
  static final String FILES = "messages/messages";

  PageMessages() {
    setBasename(FILES);
    setDefaultEncoding(StandardCharsets.UTF_8.name());
    setFallbackToSystemLocale(false);
    setAlwaysUseMessageFormat(true);
  }

  /** The keys of all texts of a language. */
  Set<String> keys(Locale language) {
    return Objects.requireNonNull(getResourceBundle(FILES, language), FILES).keySet();
  }

  @Override
  protected MessageFormat createMessageFormat(String pattern, @Nullable Locale locale) {
    MessageFormat format = super.createMessageFormat(pattern, locale);
    Format[] formats = format.getFormatsByArgumentIndex();
    for (int argument = 0; argument < formats.length; argument++) {
      if (formats[argument] == null) {
        format.setFormatByArgumentIndex(argument, AsItIs.INSTANCE);
      }
    }
    return format;
  }

  /** Shows a value in its own words; MessageFormat would write 1,234 for a receipt 1234. */
  private static final class AsItIs extends Format {

    private static final long serialVersionUID = 1;
    private static final AsItIs INSTANCE = new AsItIs();

    @Override
    public StringBuffer format(Object value, StringBuffer text, FieldPosition position) {
      return text.append(value);
    }

    @Override
    public Object parseObject(String text, ParsePosition position) {
      throw new UnsupportedOperationException("texts are only written");
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
