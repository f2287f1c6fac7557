package org.quantonium.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal on its way to the caller: thrown anywhere, answered as {@code
 * application/problem+json}.
 *
 * <p>The detail is shown to the caller: it says what is wrong and what to do, and echoes no input
 * beyond what {@link #quote} lets through. A transaction that it leaves is rolled back.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int QUOTE_LENGTH = 40;

  private final ProblemType type;
  private final transient Map<String, Object> members = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  public Problem(ProblemType type, String detail) {
    this(type, detail, null);
  }

  /** With a cause for the log; the caller never sees it. */
  public Problem(ProblemType type, String detail, Throwable cause) {
    super(detail, cause);
    this.type = type;
  }

  /** One bad value of a request: where it is (RFC 6901) and what would be right. */
  public record FieldError(String pointer, String detail) {}

  /** Values that are not acceptable, each with its place. */
  public static Problem invalid(List<FieldError> errors) {
    FieldError first = errors.get(0);
    String detail = (first.pointer() + " " + first.detail()).strip();
    return new Problem(ProblemType.INVALID_REQUEST, detail).with("errors", errors);
  }

  public static Problem invalid(String pointer, String detail) {
    return invalid(List.of(new FieldError(pointer, detail)));
  }

  /** Adds an extension member to the document; its name is part of the API. */
  public Problem with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  public Problem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public Problem retryAfterSeconds(long seconds) {
    return header("Retry-After", Long.toString(seconds));
  }

  public ProblemType type() {
    return type;
  }

  public Map<String, Object> members() {
    return members;
  }

  /** Header fields that the answer carries. */
  public Map<String, String> headers() {
    return headers;
  }

  /** A caller's own word, made safe to repeat: printable ASCII, at most 40 characters. */
  public static String quote(String input) {
    StringBuilder safe = new StringBuilder("'");
    for (int i = 0; i < input.length() && i < QUOTE_LENGTH; i++) {
      char c = input.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f && "'\"\\<>&".indexOf(c) < 0;
      safe.append(plain ? c : '?');
    }
    return safe.append(input.length() > QUOTE_LENGTH ? "...'" : "'").toString();
  }
}
