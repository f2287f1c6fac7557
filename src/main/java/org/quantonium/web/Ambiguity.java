package org.quantonium.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * What two readers of one request would read differently, as far as the server lets the application
 * see it. Follows RFC 9112, 3.2, 5 and 6; what never comes here is in container.SmuggledRequestsIT.
 */
final class Ambiguity {
  /** RFC 9110, 8.3.1, without quoted pairs; an Accept header is a list of these. */
  private static final String MEDIA_RANGE =
      "[\\w!#$&^.+*-]++/[\\w!#$&^.+*-]++(\\s*+;\\s*+[\\w!#$&^.+*-]++=([\\w!#$&^.+*-]++|\"[^\"\\\\]*+\"))*+";

  private static final Pattern MEDIA_TYPE = Pattern.compile(MEDIA_RANGE);
  private static final Pattern ACCEPT =
      Pattern.compile("\\s*+" + MEDIA_RANGE + "(\\s*+,\\s*+" + MEDIA_RANGE + ")*+\\s*+");
  private static final Pattern PATH =
      Pattern.compile("/|(/(?!\\.\\.?(/|$))[\\w.~:@!$&'()*+,=-]++)++");

  private static final Pattern NAME = Pattern.compile("[\\w!#$%&'*+.^`|~-]++");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*+");
  private static final Pattern HOST =
      Pattern.compile("([\\w.-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");

  private Ambiguity() {}

  /**
   * @throws Problem NOT_FOUND, MALFORMED_REQUEST or UNSUPPORTED_MEDIA_TYPE
   */
  static void refuse(HttpServletRequest request) {
    // No path of ours needs an encoded character, a matrix parameter, a dot segment, or an empty
    // one, which WildFly drops at the end.
    String path = request.getRequestURI();
    if (!PATH.matcher(path).matches()) {
      throw new Problem(ProblemType.NOT_FOUND, "No resource has this path.");
    }
    for (String name : Collections.list(request.getHeaderNames())) {
      if (!NAME.matcher(name).matches()
          || !values(request, name).stream().allMatch(v -> VALUE.matcher(v).matches())) {
        throw malformed("A header field has a character that none may have.");
      }
    }
    List<String> hosts = values(request, "Host");
    if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches()) {
      throw malformed("Send exactly one Host header, a name or address with or without a port.");
    }
    int lengths = values(request, "Content-Length").size();
    List<String> encodings = values(request, "Transfer-Encoding");
    if (lengths + encodings.size() > 1
        || !encodings.stream().allMatch("chunked"::equalsIgnoreCase)) {
      throw malformed("Send one Content-Length, or Transfer-Encoding: chunked, not both.");
    }
    if (!encodings.isEmpty() && request.getProtocol().equals("HTTP/1.0")) {
      throw malformed("HTTP/1.0 has no Transfer-Encoding; send Content-Length.");
    }
    List<String> types = values(request, "Content-Type");
    if (types.size() > 1 || !types.stream().allMatch(t -> MEDIA_TYPE.matcher(t).matches())) {
      throw new Problem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send one Content-Type such as application/json.");
    }
    if (!values(request, "Accept").stream().allMatch(a -> ACCEPT.matcher(a).matches())) {
      throw malformed("The Accept header is not a list of media ranges.");
    }
  }

  private static List<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header));
  }

  private static Problem malformed(String detail) {
    return new Problem(ProblemType.MALFORMED_REQUEST, detail);
  }
}
