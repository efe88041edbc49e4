package dev.greengrocer.web.request;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Reads whole numbers of addresses, queries and forms as decimal digits. The framework alone would
 * also take 0x1, #1 and digits of other scripts. It is an editor and no converter, since a value
 * that a converter refuses is tried again in the framework's own way.
 */
@ControllerAdvice
class WholeNumbers {

  private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,19}");

  @InitBinder
  void read(WebDataBinder values) {
    values.registerCustomEditor(int.class, new Digits(Integer::valueOf));
    values.registerCustomEditor(Integer.class, new Digits(Integer::valueOf));
    values.registerCustomEditor(long.class, new Digits(Long::valueOf));
    values.registerCustomEditor(Long.class, new Digits(Long::valueOf));
  }

  private static final class Digits extends PropertyEditorSupport {

    private final Function<String, Number> reader;

    Digits(Function<String, Number> reader) {
      this.reader = reader;
    }

    @Override
    public void setAsText(String text) {
      if (text.isEmpty()) {
        setValue(null); // an empty parameter is one that was not given
        return;
      }
      if (!DIGITS.matcher(text).matches()) {
        throw new IllegalArgumentException("'%s': must be a whole number".formatted(text));
      }
      setValue(reader.apply(text));
    }
  }
}
