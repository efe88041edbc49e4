package dev.greengrocer.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * In which language a page is answered: the first one the browser asks for whose file of texts is
 * complete, else English. A file that lacks a text is passed over, so that no page is half in one
 * language; the API always answers in English, because programs read its words.
 */
final class PageLanguages extends AcceptHeaderLocaleResolver {

  private static final String API = "/api/";
  private static final String BEFORE_LANGUAGE = "messages_";
  private static final String ENDING = ".properties";

  private PageLanguages(List<Locale> languages) {
    setSupportedLocales(languages);
    setDefaultLocale(Locale.ENGLISH);
  }

  /** Looks which languages are complete. */
  static PageLanguages find(ResourcePatternResolver resources) {
    try {
      Set<String> wanted = keys(resources.getResource("classpath:" + PageMessages.FILES + ENDING));
      List<Locale> languages = new ArrayList<>(List.of(Locale.ENGLISH));
      for (Resource file :
          resources.getResources("classpath*:" + PageMessages.FILES + "_*" + ENDING)) {
        if (keys(file).equals(wanted)) {
          languages.add(language(file));
        }
      }
      return new PageLanguages(languages);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files of texts in " + PageMessages.FILES, e);
    }
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    return request.getRequestURI().startsWith(API) ? Locale.ENGLISH : super.resolveLocale(request);
  }

  private static Set<String> keys(Resource file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts.stringPropertyNames();
  }

  private static Locale language(Resource file) {
    String name = String.valueOf(file.getFilename());
    return Locale.forLanguageTag(
        name.substring(BEFORE_LANGUAGE.length(), name.length() - ENDING.length())
            .replace('_', '-'));
  }
}
