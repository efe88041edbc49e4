package dev.greengrocer.web.checkout;

import dev.greengrocer.ledger.label.LabelledPhotos;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pictures of goods: the shop's own photo of a kind, if people said that one shows it, else one
 * that comes drawn with the program. Thread-safe.
 */
@Component
class KindPictures {

  private static final String DRAWN = "/static/img/kinds.svg";
  private static final Pattern SYMBOL = Pattern.compile("<symbol id=\"([a-z-]+)\"");

  /** The drawing of goods that have none of their own. */
  private static final String OTHER = "goods";

  private final LabelledPhotos photos;
  private final Set<String> drawn = new HashSet<>();

  KindPictures(LabelledPhotos photos) {
    this.photos = photos;
    try (InputStream file = KindPictures.class.getResourceAsStream(DRAWN)) {
      if (file == null) {
        throw new IllegalStateException(DRAWN + " is missing");
      }
      Matcher symbol = SYMBOL.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      while (symbol.find()) {
        drawn.add(symbol.group(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A picture.
   *
   * @param photo the id of an answer whose photo shows the goods, or null when there is none
   * @param drawing the name of a drawing in {@code img/kinds.svg}
   */
  record Picture(@Nullable String photo, String drawing) {}

  /** The picture of goods. */
  Picture of(String name) {
    return new Picture(photos.latest(name).orElse(null), drawing(name));
  }

  /** The drawing of goods: {@code jalapeno} of "jalapeño". */
  String drawing(String name) {
    String plain =
        Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z]+", "-");
    return drawn.contains(plain) ? plain : OTHER;
  }
}
