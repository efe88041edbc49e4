package dev.greengrocer.web.model;

import dev.greengrocer.StorageException;
import dev.greengrocer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * A model card as a part of a page. The card came with the bundle, which anybody may have made, so
 * HTML in it is shown as text and links lead nowhere but to the web. Thread-safe.
 */
final class ModelCardHtml {

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private static final Pattern FRONT_MATTER = Pattern.compile("---\\R(?s:.*?)\\R---\\R");

  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new WebLinks())
          .attributeProviderFactory(context -> ModelCardHtml::attributes)
          .build();

  /** The page has headings of its own above the card's. */
  private static final int DEEPER = 2;

  private static final int DEEPEST = 6;

  private ModelCardHtml() {}

  /**
   * The card of a bundle as HTML, or empty when it has none.
   *
   * @throws StorageException if it cannot be read
   */
  static Optional<String> of(ModelBundle bundle) {
    Path card = bundle.directory().resolve(ModelBundle.CARD);
    try {
      return Optional.of(render(Files.readString(card)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.reading(card, e);
    }
  }

  static String render(String markdown) {
    Node card = PARSER.parse(withoutFrontMatter(markdown));
    card.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            heading.setLevel(Math.min(DEEPEST, heading.getLevel() + DEEPER));
            super.visit(heading);
          }
        });
    return RENDERER.render(card);
  }

  /** Front matter is for programs: {@code ---}, lines of YAML, {@code ---}. */
  private static String withoutFrontMatter(String markdown) {
    Matcher frontMatter = FRONT_MATTER.matcher(markdown);
    return frontMatter.lookingAt() ? markdown.substring(frontMatter.end()) : markdown;
  }

  private static void attributes(Node node, String tag, Map<String, String> attributes) {
    attributes.remove("align"); // the looks are the page's
    if (tag.equals("img")) {
      attributes.remove("src"); // nothing is loaded from elsewhere
    }
  }

  /** Leaves links to the web and empties all others, those within this site among them. */
  private static final class WebLinks implements UrlSanitizer {

    private static final Pattern WEB = Pattern.compile("(?i)https?://[^/].*");

    @Override
    public String sanitizeLinkUrl(String url) {
      return WEB.matcher(url).matches() ? url : "";
    }

    @Override
    public String sanitizeImageUrl(String url) {
      return ""; // nothing is loaded from elsewhere
    }
  }
}
