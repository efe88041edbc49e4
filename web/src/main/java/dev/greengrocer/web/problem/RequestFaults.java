package dev.greengrocer.web.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * The words for requests that the framework cannot take in: which parameter or member, its value,
 * and what may be there instead.
 */
public final class RequestFaults {

  private static final int LONGEST_VALUE = 60;

  private RequestFaults() {}

  /** What is wrong with a request, or empty when the failure is another. */
  static Optional<String> words(Exception failure) {
    if (failure instanceof InvalidParameterException) {
      return Optional.of(
          "The query or form cannot be read: names and values must be percent-encoded UTF-8, each"
              + " with a name, and at most 1,000 of them");
    }
    if (failure instanceof RequestRejectedException) {
      return Optional.of(
          "The address, a header or the name of a parameter holds characters that are not allowed"
              + " there");
    }
    if (failure instanceof HttpMessageNotReadableException unreadable) {
      return Optional.of(body(unreadable));
    }
    if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
      return Optional.of(
          value(mismatch.getName(), mismatch.getValue()) + expected(mismatch.getRequiredType()));
    }
    if (failure instanceof HandlerMethodValidationException invalid) {
      return Optional.of(
          invalid.getParameterValidationResults().stream()
              .map(RequestFaults::parameter)
              .collect(Collectors.joining("; ")));
    }
    if (failure instanceof BindException binding && !binding.getFieldErrors().isEmpty()) {
      return Optional.of(
          binding.getFieldErrors().stream()
              .map(error -> field(error, binding))
              .distinct()
              .collect(Collectors.joining("; ")));
    }
    if (failure instanceof HttpMediaTypeNotSupportedException type) {
      return Optional.of(contentType(type));
    }
    if (failure instanceof HttpMediaTypeNotAcceptableException type) {
      return Optional.of(
          "Accept: this address gives %s only".formatted(list(type.getSupportedMediaTypes())));
    }
    if (failure instanceof HttpRequestMethodNotSupportedException method) {
      String[] supported = method.getSupportedMethods();
      return Optional.of(
          "This address does not take %s%s"
              .formatted(
                  shortened(method.getMethod()),
                  supported == null
                      ? ""
                      : "; it takes " + list(Arrays.stream(supported).sorted().toList())));
    }
    return Optional.empty();
  }

  /** A value as it was sent, cut where it is too long to repeat and free of control characters. */
  public static String shortened(@Nullable Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "�");
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
  }

  private static String value(String name, @Nullable Object value) {
    return "%s '%s': ".formatted(name, shortened(value));
  }

  private static String parameter(ParameterValidationResult result) {
    MethodParameter parameter = result.getMethodParameter();
    RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
    String name =
        header != null && !header.name().isEmpty()
            ? header.name()
            : String.valueOf(parameter.getParameterName());
    return value(name, result.getArgument())
        + result.getResolvableErrors().stream()
            .map(error -> String.valueOf(error.getDefaultMessage()))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String field(FieldError error, BindException binding) {
    if (error.isBindingFailure()) {
      Class<?> type =
          error.contains(TypeMismatchException.class)
              ? error.unwrap(TypeMismatchException.class).getRequiredType()
              : binding.getFieldType(error.getField());
      return value(error.getField(), error.getRejectedValue()) + expected(type);
    }
    return value(error.getField(), error.getRejectedValue()) + error.getDefaultMessage();
  }

  private static String contentType(HttpMediaTypeNotSupportedException failure) {
    List<MediaType> supported = failure.getSupportedMediaTypes();
    String photo =
        supported.stream().anyMatch(type -> type.getType().equals("image"))
            ? "; with curl: -H 'Content-Type: image/jpeg'"
            : "";
    return "Content-Type %s: this address takes %s%s"
        .formatted(
            failure.getContentType() == null
                ? "is missing or cannot be read"
                : "'" + shortened(failure.getContentType()) + "'",
            list(supported),
            photo);
  }

  private static String body(HttpMessageNotReadableException unreadable) {
    for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedException refused) {
        return String.valueOf(refused.getMessage());
      }
    }
    return unreadable.getCause() instanceof JacksonException json
        ? json(json)
        : "The body is missing or null; send a JSON object";
  }

  private static String json(JacksonException failure) {
    String place = place(failure.getPath());
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return "%s: not known here; known are %s".formatted(place, known(unknown));
    }
    if (failure instanceof InvalidFormatException format) {
      return value(place, format.getValue()) + expected(format.getTargetType());
    }
    if (failure instanceof ValueInstantiationException value && !place.isEmpty()) {
      return place + ": " + expected(value.getType().getRawClass());
    }
    if (failure instanceof MismatchedInputException mismatch) {
      return place.isEmpty()
          ? "The body must be " + kind(mismatch.getTargetType())
          : place + ": " + expected(mismatch.getTargetType());
    }
    if (failure instanceof StreamReadException) {
      return "The body is not valid JSON in UTF-8: line %d, column %d"
          .formatted(failure.getLocation().getLineNr(), failure.getLocation().getColumnNr());
    }
    return place.isEmpty() ? "The body cannot be read" : place + ": cannot be read";
  }

  private static String known(UnrecognizedPropertyException unknown) {
    Collection<Object> names = unknown.getKnownPropertyIds();
    return names == null || names.isEmpty()
        ? "no members"
        : list(names.stream().map(String::valueOf).sorted().toList());
  }

  /** Where in a body, such as {@code lines[0].kilograms}. */
  private static String place(List<JacksonException.Reference> path) {
    StringBuilder place = new StringBuilder();
    for (JacksonException.Reference step : path) {
      if (step.getPropertyName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(shortened(step.getPropertyName()));
      }
    }
    return place.toString();
  }

  private static String expected(@Nullable Class<?> type) {
    return "must be " + kind(type);
  }

  /** What a value of a type is, in words. */
  public static String kind(@Nullable Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return "one of "
          + list(Arrays.stream(type.getEnumConstants()).map(RequestFaults::id).toList());
    }
    if (type == Instant.class) {
      return "a moment in the years 1 to 9999, such as 2026-11-28T14:30:00Z";
    }
    if (type == LocalDate.class) {
      return "a day in the years 1 to 9999, such as 2026-11-28";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == BigDecimal.class || type == double.class || type == Double.class) {
      return "a number such as 2.99";
    }
    if (type == String.class) {
      return "text";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  /** A constant as callers write it. */
  private static String id(Object constant) {
    for (Method method : constant.getClass().getMethods()) {
      if (method.isAnnotationPresent(JsonValue.class)) {
        try {
          return String.valueOf(method.invoke(constant));
        } catch (IllegalAccessException | InvocationTargetException e) {
          break;
        }
      }
    }
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String list(Collection<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The problem behind a failure of a body's own check, or that of a request that is not valid. */
  static Problem problem(Exception failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedException refused) {
        return refused.problem();
      }
    }
    return Problem.INVALID_REQUEST;
  }
}
