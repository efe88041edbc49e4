package dev.greengrocer.web.security;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.greengrocer.web.caller.Role;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * The table of routes and roles, read from the top; the first line that fits decides. A route that
 * is in no line is the administrator's, so that forgetting one opens nothing.
 */
final class Access {

  private static final List<String> STATIC =
      List.of("/css/", "/js/", "/img/", "/fonts/", "/favicon.");

  private Access() {}

  static void decide(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          routes,
      boolean openMetrics) {
    String clerk = Role.CLERK.name();
    String reviewer = Role.REVIEWER.name();
    String administrator = Role.ADMINISTRATOR.name();

    // What a request that came in leads to: an answer that took a while, or a page of failure.
    routes
        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
        .permitAll();

    // Without a sign-in: the way in, what pages are made of, and whether the server is well.
    routes.requestMatchers("/sign-in", "/sign-out", "/error").permitAll();
    routes.requestMatchers(Access::isStatic).permitAll();
    routes.requestMatchers("/actuator/health/**", "/v2/health/**").permitAll();
    if (openMetrics) {
      routes.requestMatchers("/actuator/prometheus").permitAll();
    }

    // What only an administrator may do to what others may see.
    routes.requestMatchers(DELETE, "/api/v1/predictions/**").hasRole(administrator);
    for (var method : List.of(POST, PUT, PATCH, DELETE)) {
      routes.requestMatchers(method, "/prices/**", "/api/v1/prices/**").hasRole(administrator);
      routes.requestMatchers(method, "/model/**", "/api/v1/model/**").hasRole(administrator);
      routes.requestMatchers(method, "/dashboard/analytics").hasRole(administrator);
      routes.requestMatchers(method, "/stock/thresholds/**").hasRole(administrator);
      routes.requestMatchers(method, "/api/v1/stock/thresholds/**").hasRole(administrator);
    }

    // Clerks: name photos, say what they are, take goods in, sell, and look at what was done.
    routes.requestMatchers("/", "/line", "/account/**", "/identify/**").hasRole(clerk);
    routes.requestMatchers("/api/v1/predictions/**", "/api/v1/labels/**", "/v2/**").hasRole(clerk);
    routes.requestMatchers("/history/export.csv").hasRole(reviewer); // as /api/v1/export below
    routes.requestMatchers("/photos/**", "/thumbnails/**", "/history/**").hasRole(clerk);
    routes.requestMatchers("/till", "/checkout/**").hasRole(clerk);
    routes.requestMatchers("/sales/**", "/api/v1/sales/**").hasRole(clerk);
    routes.requestMatchers("/api/v1/scales/**", "/api/v1/barcodes/**").hasRole(clerk);
    routes.requestMatchers("/price-labels/**", "/api/v1/price-labels/**").hasRole(clerk);
    routes.requestMatchers("/api/v1/baskets/**", "/api/v1/parked-baskets/**").hasRole(clerk);
    routes.requestMatchers("/closings/**", "/api/v1/closings/**").hasRole(clerk);
    routes.requestMatchers("/stock/**", "/api/v1/stock/**").hasRole(clerk);
    routes.requestMatchers("/deliveries/**", "/api/v1/deliveries/**").hasRole(clerk);
    routes.requestMatchers(GET, "/prices/**", "/api/v1/prices/**").hasRole(clerk);
    routes.requestMatchers(GET, "/logo/**").hasRole(clerk);
    routes.requestMatchers(GET, "/model/**", "/api/v1/model/**").hasRole(clerk);
    routes.requestMatchers("/api/openapi/**", "/api/openapi.yaml").hasRole(clerk);
    routes.requestMatchers("/api/docs/**", "/api/swagger-ui/**").hasRole(clerk);
    routes.requestMatchers("/actuator/prometheus").hasRole(clerk);

    // Reviewers: the queue, the figures, and files of everything.
    routes.requestMatchers("/review/**", "/api/v1/review/**").hasRole(reviewer);
    routes.requestMatchers("/dashboard/**", "/api/v1/dashboard/**").hasRole(reviewer);
    routes.requestMatchers("/experiments/**", "/api/v1/experiments/**").hasRole(reviewer);
    routes.requestMatchers("/api/v1/export/**").hasRole(reviewer);

    // Administrators: users, keys, customers' data, the audit log, and all other routes.
    routes.anyRequest().hasRole(administrator);
  }

  /** Whether a request asks for what pages are made of, which needs no sign-in. */
  static boolean isStatic(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return !path.contains("..") && STATIC.stream().anyMatch(path::startsWith);
  }
}
