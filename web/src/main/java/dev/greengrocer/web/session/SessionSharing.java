package dev.greengrocer.web.session;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * One session for all servers on one PostgreSQL. On SQLite there is one server, which keeps its
 * sessions in memory.
 */
@Configuration(proxyBeanMethods = false)
class SessionSharing {

  @Bean
  FilterRegistrationBean<SessionRepositoryFilter<SharedSession>> sharedSessions(
      JdbcClient database,
      Clock clock,
      @Value("${greengrocer.database}") String address,
      @Value("${server.servlet.session.timeout}") Duration timeout,
      @Value("${server.servlet.session.cookie.name}") String name) {
    DefaultCookieSerializer cookies = new DefaultCookieSerializer();
    cookies.setCookieName(name);
    cookies.setCookiePath("/");
    cookies.setUseHttpOnlyCookie(true);
    cookies.setSameSite("Lax");
    CookieHttpSessionIdResolver ids = new CookieHttpSessionIdResolver();
    ids.setCookieSerializer(cookies);
    SessionRepositoryFilter<SharedSession> filter =
        new SessionRepositoryFilter<>(new SharedSessions(database, clock, timeout));
    filter.setHttpSessionIdResolver(ids);
    FilterRegistrationBean<SessionRepositoryFilter<SharedSession>> registration =
        new FilterRegistrationBean<>(filter);
    registration.setEnabled(!address.isEmpty());
    // A sign-in goes on in a dispatch of its own: see SignInBodyFilter.
    registration.setDispatcherTypes(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
    return registration;
  }
}
