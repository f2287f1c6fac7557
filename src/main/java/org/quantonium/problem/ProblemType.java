package org.quantonium.problem;

import java.util.Locale;

/**
 * The error table: every kind of refusal, its status and its title.
 *
 * <p>A type's URI is {@code urn:problem-type:quantonium:} and its name in lower case with hyphens,
 * unless a registry has one of that meaning; it is part of the API and never changes its meaning.
 */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  MALFORMED_JSON(400, "The body is not strict JSON"),
  UNAUTHENTICATED(401, "A valid bearer token is required"),
  INSUFFICIENT_SCOPE(403, "The token's scopes do not cover this call"),
  FORBIDDEN(403, "This call is not allowed"),
  NOT_FOUND(404, "There is nothing here for you"),
  PROOF_PENDING(404, "The proof is not complete yet"),
  METHOD_NOT_ALLOWED(405, "The resource does not answer this method"),
  NOT_ACCEPTABLE(406, "No representation matches the Accept header"),
  REQUEST_TIMEOUT(408, "The request did not arrive in its time"),
  CONFLICT(409, "The request conflicts with what exists"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
  INVALID_REQUEST(422, "A value is not acceptable"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key stands for another request"),
  INVALID_CIRCUIT(422, "The circuit cannot be read"),
  LIMIT_EXCEEDED(422, "The circuit is larger than this service allows"),
  TOO_MANY_SIMULATIONS(429, "As many simulations of yours wait as may"),
  TOO_MANY_STREAMS(429, "As many event streams of yours are open as may"),
  RATE_LIMITED(
      429,
      "The assigned quota is used up",
      "https://iana.org/assignments/http-problem-types#quota-exceeded"),
  INTERNAL_ERROR(500, "The service failed"),
  CAPACITY(503, "The service is at its capacity"),
  UNAVAILABLE(503, "A part that the service needs is away"),
  DEADLINE_EXCEEDED(504, "The simulation did not finish in its time");

  private final int status;
  private final String title;
  private final String uri;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
    this.uri = "urn:problem-type:quantonium:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  ProblemType(int status, String title, String uri) {
    this.status = status;
    this.title = title;
    this.uri = uri;
  }

  /** The HTTP status code, 400 to 599. */
  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String uri() {
    return uri;
  }
}
