package org.quantonium.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemResponse;
import org.quantonium.problem.ProblemType;

/** Turns the server's own error pages into problem documents. */
final class ProblemResponseWrapper extends HttpServletResponseWrapper {
  ProblemResponseWrapper(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void sendError(int status) throws IOException {
    send(ProblemResponse.forStatus(status));
  }

  /** The server's message is dropped: it may name classes or repeat input. */
  @Override
  public void sendError(int status, String message) throws IOException {
    sendError(status);
  }

  void send(Problem problem) throws IOException {
    if (isCommitted()) {
      return;
    }
    ProblemType type = problem.type();
    resetBuffer();
    setStatus(type.status());
    problem.headers().forEach(this::setHeader);
    setHeader("Cache-Control", "no-store");
    setContentType(ProblemResponse.MEDIA_TYPE);
    byte[] document = ProblemResponse.document(problem);
    setContentLength(document.length);
    getOutputStream().write(document);
    flushBuffer();
  }
}
