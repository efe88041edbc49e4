package dev.greengrocer.web.security;

import dev.greengrocer.web.account.KnownBrowsers;
import dev.greengrocer.web.account.SecuritySettings;
import dev.greengrocer.web.account.Users;
import dev.greengrocer.web.apikey.ApiKeys;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** Configures signing in and the headers of every response. Who may do what is {@link Access}. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  SecurityFilterChain routes(
      HttpSecurity http,
      SecuritySettings settings,
      @Value("${greengrocer.demo}") boolean demo,
      SignIn signIn,
      SecurityProblems refusals,
      ApiKeys keys,
      RateLimits limits,
      Users users,
      KnownBrowsers browsers,
      @Value("${server.tomcat.threads.max}") int workers) {
    http.authorizeHttpRequests(routes -> Access.decide(routes, settings.openMetrics()))
        .authenticationManager(new ProviderManager(signIn))
        .formLogin(
            form ->
                form.loginPage("/sign-in")
                    .usernameParameter("name")
                    .authenticationDetailsSource(SignInBodyFilter::details)
                    .successHandler(new SignInSuccess(browsers))
                    .failureHandler(new SignInFailure())
                    .permitAll())
        .logout(
            end ->
                end.logoutUrl("/sign-out")
                    .logoutSuccessUrl("/sign-in?out")
                    .deleteCookies("SESSION"))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        // The page that was wanted is in the sign-in page's own address: see SignInTarget.
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(csrfTokens())
                    .ignoringRequestMatchers(SecurityConfiguration::noBrowserSession))
        // Who asks is known before anything of the request's body is read.
        .addFilterBefore(new Admission(workers, refusals), CsrfFilter.class)
        .addFilterBefore(new ApiKeyFilter(keys, limits, refusals), Admission.class)
        .addFilterBefore(new AccountStateFilter(users, refusals), AuthorizationFilter.class)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy -> policy.policyDirectives(ResponseHeaders.CONTENT_SECURITY_POLICY))
                    .permissionsPolicyHeader(
                        policy -> policy.policy(ResponseHeaders.PERMISSIONS_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                    .crossOriginOpenerPolicy(
                        policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                    .crossOriginResourcePolicy(
                        policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
    if (demo) {
      http.addFilterBefore(new DemoFilter(), ApiKeyFilter.class);
    }
    return http.build();
  }

  /** In a cookie: a token in a session would make a session for every stranger who looks in. */
  private static CookieCsrfTokenRepository csrfTokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("CSRF");
    tokens.setHeaderName("X-CSRF-TOKEN");
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
    return tokens;
  }

  /**
   * A browser adds cookies to what another site makes it send, and tells that site's origin; it
   * adds no API key. So what needs no token is a request with a key, which is checked, and a
   * program's request to the API that has neither cookie nor origin.
   */
  private static boolean noBrowserSession(HttpServletRequest request) {
    return ApiKeyFilter.secret(request) != null
        || (SecurityProblems.forPrograms(request)
            && request.getHeader(HttpHeaders.COOKIE) == null
            && request.getHeader(HttpHeaders.ORIGIN) == null
            && request.getHeader("Sec-Fetch-Site") == null);
  }
}
