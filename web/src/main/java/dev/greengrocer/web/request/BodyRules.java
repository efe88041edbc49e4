package dev.greengrocer.web.request;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.ExactlyOne;
import dev.greengrocer.web.problem.RequestFaults;
import jakarta.validation.Validator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Holds every JSON body to what its record says of itself: a component that is not {@link Nullable}
 * must be there, and the constraints of Bean Validation hold at any depth. The OpenAPI document
 * describes bodies by the same rules.
 */
@ControllerAdvice
class BodyRules extends RequestBodyAdviceAdapter {

  /** The most characters of a text that says no bounds of its own. */
  static final int LONGEST_TEXT = 1000;

  private final ObjectProvider<Validator> validator; // made when the first body comes

  BodyRules(ObjectProvider<Validator> validator) {
    this.validator = validator;
  }

  /** Whether a component may be absent or null. */
  static boolean optional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  @Override
  public boolean supports(
      MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public Object afterBodyRead(
      Object body,
      HttpInputMessage message,
      MethodParameter parameter,
      Type type,
      Class<? extends HttpMessageConverter<?>> converter) {
    if (body instanceof Record members) {
      check(members, "");
    }
    return body;
  }

  private void check(Record members, String place) {
    for (RecordComponent component : members.getClass().getRecordComponents()) {
      String name = place + component.getName();
      Object value = value(members, component);
      if (value == null) {
        if (!optional(component)) {
          throw new RefusedException(
              Problem.INVALID_REQUEST, "%s: missing or null; it must be given".formatted(name));
        }
      } else if (value instanceof String text) {
        check(text, name);
      } else if (value instanceof Record nested) {
        check(nested, name + ".");
      } else if (value instanceof List<?> items) {
        check(items, name);
      }
    }
    checkOne(members, place);
    validator.getObject().validate(members).stream()
        .min(Comparator.comparing(violation -> violation.getPropertyPath().toString()))
        .ifPresent(
            violation -> {
              throw new RefusedException(
                  Problem.UNPROCESSABLE,
                  "%s%s '%s': %s"
                      .formatted(
                          place,
                          violation.getPropertyPath(),
                          RequestFaults.shortened(violation.getInvalidValue()),
                          violation.getMessage()));
            });
  }

  private static void checkOne(Record members, String place) {
    ExactlyOne one = members.getClass().getAnnotation(ExactlyOne.class);
    if (one == null) {
      return;
    }
    List<String> names = List.of(one.value());
    long given =
        Arrays.stream(members.getClass().getRecordComponents())
            .filter(component -> names.contains(component.getName()))
            .map(component -> value(members, component))
            .filter(value -> value != null && !value.equals(false))
            .count();
    if (given != 1) {
      throw new RefusedException(
          Problem.INVALID_REQUEST,
          "%s%s: give exactly one of them; given are %d"
              .formatted(place, String.join(", " + place, names), given));
    }
  }

  private static void check(String text, String name) {
    if (text.length() > LONGEST_TEXT || !storable(text)) {
      throw new RefusedException(
          Problem.UNPROCESSABLE,
          "%s '%s': must be at most %d characters of Unicode, without control characters"
              .formatted(name, RequestFaults.shortened(text), LONGEST_TEXT));
    }
  }

  /** Whether every database keeps a text as it is: no control characters, no half characters. */
  private static boolean storable(String text) {
    return text.codePoints()
        .noneMatch(
            sign ->
                Character.getType(sign) == Character.SURROGATE
                    || (Character.isISOControl(sign)
                        && sign != '\t'
                        && sign != '\n'
                        && sign != '\r'));
  }

  private void check(List<?> items, String place) {
    for (int index = 0; index < items.size(); index++) {
      String name = "%s[%d]".formatted(place, index);
      Object item = items.get(index);
      if (item == null) {
        throw new RefusedException(
            Problem.INVALID_REQUEST, "%s: null; leave it out or give a value".formatted(name));
      }
      if (item instanceof Record nested) {
        check(nested, name + ".");
      }
    }
  }

  private static @Nullable Object value(Record members, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(members);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
