package dev.greengrocer.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Tells filters, before any route is asked, whether one would take a request. */
@Component
class RouteTable {

  /** What filters answer, so that no route does. */
  private static final List<String> OF_FILTERS = List.of("/sign-in", "/sign-out");

  private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

  RouteTable(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  /** Why no route takes a request: 405 with the methods of its address, or 404. */
  Optional<Exception> refusal(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    if (OF_FILTERS.contains(path)) {
      return unless(request, HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
    }
    if (Access.isStatic(request)) {
      return unless(request, HttpMethod.GET, HttpMethod.HEAD);
    }
    ServletRequestPathUtils.parseAndCache(request);
    try {
      for (RequestMappingInfoHandlerMapping mapping : mappings.orderedStream().toList()) {
        if (mapping.getHandler(request) != null) {
          return Optional.empty();
        }
      }
    } catch (HttpRequestMethodNotSupportedException e) {
      return Optional.of(e);
    } catch (Exception e) {
      return Optional.empty(); // a route takes the path, but not such a body: it is reported first
    } finally {
      ServletRequestPathUtils.clearParsedRequestPath(request);
    }
    return Optional.of(
        new NoHandlerFoundException(
            request.getMethod(), request.getRequestURI(), new HttpHeaders()));
  }

  private static Optional<Exception> unless(HttpServletRequest request, HttpMethod... methods) {
    List<String> names = List.of(methods).stream().map(HttpMethod::name).toList();
    return names.contains(request.getMethod())
        ? Optional.empty()
        : Optional.of(new HttpRequestMethodNotSupportedException(request.getMethod(), names));
  }
}
