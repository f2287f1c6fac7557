package org.quantonium.web;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.quantonium.limits.Foreground;
import org.quantonium.problem.Problem;

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

  @Inject private transient Uploads uploads;
  @Inject private transient RequestLimits limits;
  @Inject private transient Tarpit tarpit;

  private transient Foreground foreground;

  @Inject
  void countIn(Foreground requests) {
    foreground = requests;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    foreground.begin();
    try {
      answer(request, response, chain);
    } finally {
      foreground.end();
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    LateAnswer late = new LateAnswer(response);
    ProblemResponseWrapper answer = new ProblemResponseWrapper(late);
    Upload upload = Upload.take(request);
    try {
      if (upload != null) {
        if (upload.isRefused()) {
          limits.ofRefusedBody(request);
        }
        HttpServletRequest whole = new AsyncRequest(upload.received(request), late, tarpit);
        uploads.serve(chain, whole, answer);
      } else if (request.getDispatcherType() == DispatcherType.REQUEST) {
        mark(response);
        Arrival.note(request);
        if (chunked(request)) {
          // Payara hides a Content-Length beside it; whoever believed that one has another opinion
          // of where the next request begins, so there is none.
          response.setHeader("Connection", "close");
        }
        Ambiguity.refuse(request);
        serve(request, answer, late, chain);
      }
      // Nobody else dispatches: whatever comes here besides is served nothing.
    } catch (Problem problem) {
      answer.setHeader("Connection", "close");
      answer.send(problem);
    } finally {
      if (upload != null) {
        upload.close();
      }
    }
    if (late.isLate() && !request.isAsyncStarted() && late.take()) {
      tarpit.send(request, late);
    }
  }

  private static void mark(HttpServletResponse response) {
    response.setHeader("X-Request-Id", UUID.randomUUID().toString());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Referrer-Policy", "no-referrer");
  }

  private void serve(
      HttpServletRequest request, HttpServletResponse answer, LateAnswer late, FilterChain chain)
      throws IOException, ServletException {
    if (!hasBody(request)) {
      chain.doFilter(new AsyncRequest(request, late, tarpit), answer);
      return;
    }
    limits.beforeBody(request);
    try {
      BodyCap.refuse(request.getRequestURI(), request.getContentLengthLong());
    } catch (Problem refusal) {
      uploads.discard(request, late.server(), refusal);
      return;
    }
    Optional<HttpServletRequest> whole =
        uploads.receive(request, late.server(), BodyCap.of(request.getRequestURI()));
    if (whole.isPresent()) {
      chain.doFilter(new AsyncRequest(whole.get(), late, tarpit), answer);
    }
  }

  /** HTTP/2 need not announce a body. */
  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0
        || chunked(request)
        || (request.getContentLengthLong() < 0 && request.getProtocol().startsWith("HTTP/2"));
  }

  private static boolean chunked(HttpServletRequest request) {
    return request.getHeader("Transfer-Encoding") != null;
  }
}
