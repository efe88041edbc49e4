package dev.greengrocer.web;

import dev.greengrocer.ledger.Problem;
import org.springframework.http.HttpStatus;

/**
 * The HTTP status of each {@link Problem}; {@code server.Problems} writes both as RFC 9457 problem
 * details.
 */
public final class ProblemStatus {

  private ProblemStatus() {}

  /** The status that the caller gets. */
  public static HttpStatus of(Problem problem) {
    return switch (problem) {
      case INVALID_REQUEST, NO_PHOTO -> HttpStatus.BAD_REQUEST;
      case NOT_SIGNED_IN -> HttpStatus.UNAUTHORIZED;
      case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFLICT, STILL_RUNNING -> HttpStatus.CONFLICT;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case NOT_AN_IMAGE, UNKNOWN_ENCODING -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
      case DAMAGED_IMAGE, IMAGE_DIMENSIONS, DECODING_TOO_SLOW, KEY_REUSED, UNPROCESSABLE ->
          HttpStatus.UNPROCESSABLE_CONTENT;
      case TOO_SLOW -> HttpStatus.REQUEST_TIMEOUT;
      case RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
      case QUEUE_FULL, TOO_BUSY, SHUTTING_DOWN, DATABASE_BUSY, PHOTOS_AWAY ->
          HttpStatus.SERVICE_UNAVAILABLE;
      case STORAGE_FULL -> HttpStatus.INSUFFICIENT_STORAGE;
      case BUG -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }
}
