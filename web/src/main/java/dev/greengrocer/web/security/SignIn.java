package dev.greengrocer.web.security;

import dev.greengrocer.web.account.MustWaitException;
import dev.greengrocer.web.account.Passwords;
import dev.greengrocer.web.account.SignInGuard;
import dev.greengrocer.web.account.Users;
import dev.greengrocer.web.caller.SignedInUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/**
 * Name and password in, user out, behind the {@link SignInGuard}. An unknown name costs a caller as
 * much time as a wrong password. Thread-safe.
 */
@Component
class SignIn implements AuthenticationProvider {

  private static final Logger log = LoggerFactory.getLogger(SignIn.class);

  private final Clock clock;
  private final Users users;
  private final SignInGuard guard;
  private final DaoAuthenticationProvider provider;

  SignIn(Users users, Passwords passwords, SignInGuard guard, Clock clock) {
    this.clock = clock;
    this.users = users;
    this.guard = guard;
    this.provider =
        new DaoAuthenticationProvider(
            name ->
                users
                    .findByName(name.strip())
                    .map(SignedInUser::new)
                    .orElseThrow(() -> new UsernameNotFoundException("no such user")));
    provider.setPasswordEncoder(passwords.encoder());
    // The state of an account is shown only to a caller who knows its password.
    provider.setPreAuthenticationChecks(user -> {});
  }

  @Override
  public Authentication authenticate(Authentication given) {
    if (!(given.getDetails() instanceof SignInBodyFilter.Details details)) {
      throw new IllegalStateException("a sign-in that has not taken its turn");
    }
    String address = details.address();
    if (details.turn().refused()) {
      Duration wait = details.turn().delay();
      log.warn("sign-in from {} refused: wait {} ms", address, wait.toMillis());
      throw new MustWaitException(wait);
    }
    Instant now = clock.instant();
    Authentication signedIn = check(given, address);
    guard.succeeded(details.turn());
    if (signedIn.getPrincipal() instanceof SignedInUser user) {
      users.signedIn(user.id(), now);
      log.info("{} signed in from {}", user.getUsername(), address);
    }
    return signedIn;
  }

  private Authentication check(Authentication given, String address) {
    try {
      Authentication signedIn = provider.authenticate(given);
      if (signedIn == null || !(signedIn.getPrincipal() instanceof SignedInUser user)) {
        throw new IllegalStateException("a password provider answered without a user");
      }
      if (!user.isEnabled()) {
        throw new DisabledException("disabled");
      }
      return signedIn;
    } catch (AuthenticationException e) {
      // Not the name: people type their password there.
      log.warn("sign-in from {} failed", address);
      throw e;
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
