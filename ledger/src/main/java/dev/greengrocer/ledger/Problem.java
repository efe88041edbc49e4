package dev.greengrocer.ledger;

import java.util.Locale;

/**
 * Every way in which a request can fail, whatever its route. Throw a {@link RefusedException} with
 * one of these; the web alone knows which HTTP status it is.
 */
public enum Problem {
  /** A parameter or body that does not say what was meant. */
  INVALID_REQUEST("The request is not valid"),
  /** No photo in the request. */
  NO_PHOTO("There is no photo in the request"),
  /** No signed-in user, and no known API key. */
  NOT_SIGNED_IN("Sign in or send an API key"),
  /** A caller without the role that this needs. */
  NOT_ALLOWED("This is not allowed"),
  /** A row, photo or page that is not there. */
  NOT_FOUND("Not found"),
  /** The state of things does not allow it now. */
  CONFLICT("This cannot be done in the present state"),
  /** A request with the same idempotency key is still running. */
  STILL_RUNNING("The first request with this key is still running"),
  /** More bytes than the limit. */
  TOO_LARGE("The photo has too many bytes"),
  /** Not an image of a known type, whatever its name says. */
  NOT_AN_IMAGE("This is not an image that can be read"),
  /** A body that is compressed in a way that is not understood here. */
  UNKNOWN_ENCODING("This way of compressing is not understood"),
  /** An image whose pixels cannot be decoded. */
  DAMAGED_IMAGE("The image is damaged"),
  /** More pixels, or a longer strip, than the limit. */
  IMAGE_DIMENSIONS("The image is too large or too narrow"),
  /** Decoding took longer than the limit. */
  DECODING_TOO_SLOW("The image takes too long to decode"),
  /** The same idempotency key with another request. */
  KEY_REUSED("This key was used for another request"),
  /** A value that is well formed and makes no sense. */
  UNPROCESSABLE("The request cannot be followed"),
  /** A body that came more slowly than the server waits for. */
  TOO_SLOW("The request came too slowly"),
  /** More requests than a caller may make. */
  RATE_LIMITED("Too many requests"),
  /** More photos wait than are worth waiting for. */
  QUEUE_FULL("Too many photos are waiting"),
  /** More requests at once than the server gives its workers to. */
  TOO_BUSY("Too many requests are being answered"),
  /** The server is on its way out. */
  SHUTTING_DOWN("The server is shutting down"),
  /** The database is locked or out of reach. */
  DATABASE_BUSY("The database does not answer"),
  /** The bucket of photos is out of reach, or does not have a photo yet. */
  PHOTOS_AWAY("The photos are out of reach"),
  /** A disk is full. */
  STORAGE_FULL("There is no space left to keep the books"),
  /** A bug of this program. */
  BUG("Something went wrong on our side");

  private final String title;

  Problem(String title) {
    this.title = title;
  }

  /** What kind of failure it is, in words that do not change. */
  public String title() {
    return title;
  }

  /** The name in problem types, such as {@code queue-full}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
