package dev.greengrocer.web.request;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.problem.RequestFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Holds what is in an address of the API to what its route takes: a parameter with an unknown name
 * is refused, as a misspelt filter would list everything; one that is given twice where one value
 * is asked for, or empty where a number, day, moment or list is, too; and a text is at most {@value
 * #LONGEST_TEXT} characters on one line.
 */
final class ParameterRules implements HandlerInterceptor {

  /** The most characters of an id, name or other text in an address. */
  static final int LONGEST_TEXT = 200;

  /** The most characters of an id. */
  static final int LONGEST_ID = 64;

  // As Java and as ECMA-262 read them, for the API document has the same ones.

  /** What an id in a path looks like. */
  static final String ID = "^[0-9A-Za-z-]+$";

  /** What a name in a path looks like: no control characters and nothing that divides paths. */
  static final String NAME = "^(?!\\.{1,2}$)(?=.*[^ ])[^/\\\\;%\\u0000-\\u001f\\u007f-\\u009f]+$";

  /** What a text in a query looks like: no control characters. */
  static final String TEXT = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";

  private static final Pattern ID_PATTERN = Pattern.compile(ID);
  private static final Pattern NAME_PATTERN = Pattern.compile(NAME);
  private static final Pattern TEXT_PATTERN = Pattern.compile(TEXT);

  /** The type of each parameter of a route. */
  private final Map<HandlerMethod, Map<String, Class<?>>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod route) {
      String type = request.getContentType();
      if (type != null && type.indexOf('*') >= 0) {
        throw new RefusedException(
            Problem.INVALID_REQUEST,
            "Content-Type '%s': must be one type, without *"
                .formatted(RequestFaults.shortened(type)));
      }
      request.getParameterMap().forEach((name, values) -> checkParameter(name, values, route));
      if (request instanceof MultipartHttpServletRequest form) {
        form.getMultiFileMap().forEach((name, files) -> checkPhotos(name, files.size()));
      }
      if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
          instanceof Map<?, ?> variables) {
        variables.forEach((name, value) -> checkPath(String.valueOf(name), String.valueOf(value)));
      }
    }
    return true;
  }

  private void checkParameter(String name, String[] values, HandlerMethod route) {
    Map<String, Class<?>> types = known.computeIfAbsent(route, ParameterRules::types);
    Class<?> type = types.get(name);
    if (type == null) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "parameter '%s': not known here; %s"
              .formatted(
                  RequestFaults.shortened(name),
                  types.isEmpty()
                      ? "there are none"
                      : "known are " + String.join(", ", types.keySet())));
    }
    if (type != List.class) {
      checkOnce(name, values.length);
    }
    for (String value : values) {
      if (value.isEmpty() && type != String.class) {
        throw refused(name, "", RequestFaults.kind(type) + ", or the parameter be left out");
      }
      checkText(name, value);
    }
  }

  private static void checkPhotos(String name, int count) {
    if (count > 1) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "%s: %d photos; send one photo per request".formatted(name, count));
    }
  }

  private static void checkOnce(String name, int times) {
    if (times > 1) {
      throw new RefusedException(
          Problem.INVALID_REQUEST, "%s: given %d times; give it once".formatted(name, times));
    }
  }

  private static void checkText(String name, String value) {
    if (value.length() > LONGEST_TEXT || !TEXT_PATTERN.matcher(value).matches()) {
      throw refused(name, value, "at most %d characters on one line".formatted(LONGEST_TEXT));
    }
  }

  private static void checkPath(String name, String value) {
    if (name.equals("id")) {
      if (value.length() > LONGEST_ID || !ID_PATTERN.matcher(value).matches()) {
        throw refused(
            name, value, "1 to %d letters a to z, digits and dashes".formatted(LONGEST_ID));
      }
    } else if (value.length() > LONGEST_TEXT || !NAME_PATTERN.matcher(value).matches()) {
      throw refused(
          name,
          value,
          "1 to %d characters on one line, without / \\ ; and %%".formatted(LONGEST_TEXT));
    }
  }

  private static RefusedException refused(String name, String value, String expected) {
    return new RefusedException(
        Problem.INVALID_REQUEST,
        "%s '%s': must be %s".formatted(name, RequestFaults.shortened(value), expected));
  }

  private static Map<String, Class<?>> types(HandlerMethod route) {
    Map<String, Class<?>> types = new TreeMap<>();
    for (MethodParameter parameter : route.getMethodParameters()) {
      RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
      if (query != null || parameter.hasParameterAnnotation(RequestPart.class)) {
        String given = query == null ? "" : query.name();
        types.put(
            given.isEmpty() ? parameter.getParameter().getName() : given,
            parameter.getParameterType());
      } else if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
        for (RecordComponent component : parameter.getParameterType().getRecordComponents()) {
          types.put(component.getName(), component.getType());
        }
      }
    }
    return types;
  }
}
