package dev.greengrocer.web.account;

/** Where the password of the first administrator is shown. */
public interface OneTimePasswordNotice {

  /** Shows it to the person who started the server. */
  void show(String userName, String oneTimePassword);

  /** Takes back what is shown of a user, whose password is another one now. */
  void takeBack(String userName);
}
