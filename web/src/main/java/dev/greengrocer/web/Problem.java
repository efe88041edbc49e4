package dev.greengrocer.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * The failure table of the web: every way in which a request can fail for a reason of ours, with
 * its HTTP status. A room throws {@link RefusedException} with one of these; {@code
 * server.Problems} writes it as RFC 9457 problem details.
 */
public enum Problem {
  /** A parameter or body that does not say what was meant. */
  INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
  /** No photo in the request. */
  NO_PHOTO(HttpStatus.BAD_REQUEST, "There is no photo in the request"),
  /** Nobody signed in, and no API key that is known. */
  NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED, "Sign in or send an API key"),
  /** Somebody who may not do this. */
  NOT_ALLOWED(HttpStatus.FORBIDDEN, "This is not allowed"),
  /** A row, photo or page that is not there. */
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
  /** The state of things does not allow it now. */
  CONFLICT(HttpStatus.CONFLICT, "This cannot be done in the present state"),
  /** A request with the same idempotency key is still running. */
  STILL_RUNNING(HttpStatus.CONFLICT, "The first request with this key is still running"),
  /** More bytes than the limit. */
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The photo has too many bytes"),
  /** Not an image of a known type, whatever its name says. */
  NOT_AN_IMAGE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This is not an image that can be read"),
  /** A body that is compressed in a way that is not understood here. */
  UNKNOWN_ENCODING(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This way of compressing is not understood"),
  /** An image whose pixels cannot be decoded. */
  DAMAGED_IMAGE(HttpStatus.UNPROCESSABLE_CONTENT, "The image is damaged"),
  /** More pixels, or a longer strip, than the limit. */
  IMAGE_DIMENSIONS(HttpStatus.UNPROCESSABLE_CONTENT, "The image is too large or too narrow"),
  /** Decoding took longer than the limit. */
  DECODING_TOO_SLOW(HttpStatus.UNPROCESSABLE_CONTENT, "The image takes too long to decode"),
  /** The same idempotency key with another request. */
  KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "This key was used for another request"),
  /** A value that is well formed and makes no sense. */
  UNPROCESSABLE(HttpStatus.UNPROCESSABLE_CONTENT, "The request cannot be followed"),
  /** A body that came more slowly than the server waits for. */
  TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The request came too slowly"),
  /** More requests than a caller may make. */
  RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
  /** More photos wait than are worth waiting for. */
  QUEUE_FULL(HttpStatus.SERVICE_UNAVAILABLE, "Too many photos are waiting"),
  /** More requests at once than the server gives its workers to. */
  TOO_BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Too many requests are being answered"),
  /** The server is on its way out. */
  SHUTTING_DOWN(HttpStatus.SERVICE_UNAVAILABLE, "The server is shutting down"),
  /** The database is locked or out of reach. */
  DATABASE_BUSY(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer"),
  /** A disk is full. */
  STORAGE_FULL(HttpStatus.INSUFFICIENT_STORAGE, "There is no space left to keep the books"),
  /** A bug of ours. */
  BUG(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");

  private final HttpStatus status;
  private final String title;

  Problem(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The status that the caller gets. */
  public HttpStatus status() {
    return status;
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
