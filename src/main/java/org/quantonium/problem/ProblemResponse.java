package org.quantonium.problem;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a problem document; the one place where its members are put together. */
public final class ProblemResponse {
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemResponse() {}

  /** The answer for a refusal: its status, its headers and its document, never to be cached. */
  public static Response of(Problem problem) {
    // Bytes, so that no provider of the server can have another opinion of how JSON looks.
    Response.ResponseBuilder response =
        Response.status(problem.type().status())
            .header("Content-Type", MEDIA_TYPE)
            .header("Cache-Control", "no-store")
            .entity(document(problem));
    problem.headers().forEach(response::header);
    return response.build();
  }

  /** The answer that a document tells, which {@link #document} wrote. */
  public static Response of(byte[] document) {
    Map<?, ?> members = (Map<?, ?>) Json.read(document, Map.class);
    return Response.status((int) members.get("status"))
        .header("Content-Type", MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .entity(document)
        .build();
  }

  /** UTF-8 bytes of the document. */
  public static byte[] document(Problem problem) {
    ProblemType type = problem.type();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", type.uri());
    document.put("title", type.title());
    document.put("status", type.status());
    document.put("detail", problem.getMessage());
    document.putAll(problem.members());
    return Json.write(document);
  }

  /** The problem for a refusal of which the server tells nothing but a status. */
  public static Problem forStatus(int status) {
    return switch (status) {
      case 401 -> new Problem(ProblemType.UNAUTHENTICATED, "Send a bearer token.");
      case 403 -> new Problem(ProblemType.FORBIDDEN, "This call is not allowed.");
      case 404 -> new Problem(ProblemType.NOT_FOUND, "No resource has this path.");
      case 405 -> new Problem(ProblemType.METHOD_NOT_ALLOWED, "See the Allow header.");
      case 406 ->
          new Problem(
              ProblemType.NOT_ACCEPTABLE,
              "Accept what docs/API.md names for this resource, mostly application/json, or */*.");
      case 413 -> new Problem(ProblemType.BODY_TOO_LARGE, "Send a smaller body.");
      case 415 ->
          new Problem(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Set Content-Type to one that docs/API.md names for this resource.");
      case 503 -> new Problem(ProblemType.UNAVAILABLE, "Try again.").retryAfterSeconds(5);
      default ->
          status < 500
              ? new Problem(ProblemType.MALFORMED_REQUEST, "The request cannot be read.")
              : new Problem(ProblemType.INTERNAL_ERROR, "The fault is ours.");
    };
  }
}
