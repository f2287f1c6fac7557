package org.quantonium.web;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * First and last at every request, outside JAX-RS: an id, the headers that every answer has, and a
 * refusal of what the servers read differently or answer in HTML.
 */
@WebFilter(
    urlPatterns = "/*",
    asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
public class EdgeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int SWEEP_MILLIS = 500;

  /** RFC 9110, 8.3.1, without quoted pairs; an Accept header is a list of these. */
  private static final String MEDIA_RANGE =
      "[\\w!#$&^.+*-]++/[\\w!#$&^.+*-]++(\\s*+;\\s*+[\\w!#$&^.+*-]++=([\\w!#$&^.+*-]++|\"[^\"\\\\]*+\"))*+";

  private static final Pattern MEDIA_TYPE = Pattern.compile(MEDIA_RANGE);
  private static final Pattern ACCEPT =
      Pattern.compile("\\s*+" + MEDIA_RANGE + "(\\s*+,\\s*+" + MEDIA_RANGE + ")*+\\s*+");
  private static final Pattern PATH =
      Pattern.compile("/|(/(?!\\.\\.?(/|$))[\\w.~:@!$&'()*+,=-]++)++");

  @Inject private transient Uploads uploads;

  @Resource private transient ManagedScheduledExecutorService scheduler;

  private transient ScheduledFuture<?> sweeps;

  @Override
  public void init() {
    sweeps =
        scheduler.scheduleWithFixedDelay(
            uploads::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void destroy() {
    sweeps.cancel(false);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ProblemResponseWrapper answer = new ProblemResponseWrapper(response);
    Upload upload = Upload.take(request);
    try {
      if (upload != null) {
        uploads.serve(chain, upload.received(request), answer);
      } else if (request.getDispatcherType() == DispatcherType.REQUEST) {
        mark(response);
        refuseAmbiguity(request);
        serve(request, answer, response, chain);
      } else {
        chain.doFilter(request, answer);
      }
    } catch (Problem problem) {
      answer.setHeader("Connection", "close");
      answer.send(problem);
    } finally {
      if (upload != null) {
        upload.close();
      }
    }
  }

  private static void mark(HttpServletResponse response) {
    response.setHeader("X-Request-Id", UUID.randomUUID().toString());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Referrer-Policy", "no-referrer");
  }

  private void serve(
      HttpServletRequest request,
      HttpServletResponse answer,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    if (!hasBody(request)) {
      chain.doFilter(request, answer);
      return;
    }
    Optional<HttpServletRequest> whole =
        uploads.receive(request, response, BodyCapFilter.cap(request.getRequestURI()));
    if (whole.isPresent()) {
      chain.doFilter(whole.get(), answer);
    }
  }

  /** HTTP/2 need not announce a body. */
  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0
        || !values(request, "Transfer-Encoding").isEmpty()
        || (request.getContentLengthLong() < 0 && request.getProtocol().startsWith("HTTP/2"));
  }

  static void refuseAmbiguity(HttpServletRequest request) {
    // No path of ours needs an encoded character, a matrix parameter, or a dot segment; nor an
    // empty
    // one, which WildFly drops at the end.
    String path = request.getRequestURI();
    if (!PATH.matcher(path).matches()) {
      throw new Problem(ProblemType.NOT_FOUND, "No resource has this path.");
    }
    if (values(request, "Host").size() != 1) {
      throw malformed("Send exactly one Host header.");
    }
    int lengths = values(request, "Content-Length").size();
    if (lengths > 1 || (lengths == 1 && !values(request, "Transfer-Encoding").isEmpty())) {
      throw malformed("Send one Content-Length, or Transfer-Encoding, not both.");
    }
    int cap = BodyCapFilter.cap(path);
    if (request.getContentLengthLong() > cap) {
      throw BodyCapFilter.tooLarge(cap);
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
