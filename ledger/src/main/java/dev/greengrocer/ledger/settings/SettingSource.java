package dev.greengrocer.ledger.settings;

/** Where the value of a setting comes from. */
public enum SettingSource {
  /** Nothing says another one. */
  DEFAULT,
  /** The environment of the process. */
  ENVIRONMENT_VARIABLE,
  /** A property of the Java machine. */
  JAVA_PROPERTY,
  /** An option of the command that started the server. */
  OPTION_OF_SERVE,
  /** The file {@code application.yaml} beside the program. */
  APPLICATION_YAML,
  /** A change while the server ran. */
  SET_HERE,
  /** Elsewhere. */
  CONFIGURATION
}
