package dev.greengrocer.web.security;

/** Where the password of the first administrator is shown, once. */
@FunctionalInterface
public interface OneTimePasswordNotice {

  /** Shows it to whoever started the server. */
  void show(String userName, String oneTimePassword);
}
