package org.quantonium.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/** Caps bodies by path, in bytes, whether they announce their length or come in chunks. */
@Provider
@PreMatching
@Priority(100)
public class BodyCapFilter implements ContainerRequestFilter {
  /** For simulations, whose source is in the body. */
  static final int LARGEST = 8 << 20;

  private static final int USUAL = 1 << 20;

  @Override
  public void filter(ContainerRequestContext request) {
    int cap = cap(RecordedRequestFilter.path(request));
    if (request.getLength() > cap) {
      throw tooLarge(cap);
    }
    request.setEntityStream(new CappedInputStream(request.getEntityStream(), cap));
  }

  /** The most bytes that a body to this path may have. */
  static int cap(String path) {
    return path.startsWith("/v1/simulations") ? LARGEST : USUAL;
  }

  static Problem tooLarge(int cap) {
    return new Problem(
            ProblemType.BODY_TOO_LARGE, "The body may have at most " + cap + " bytes here.")
        .with("limit", cap);
  }
}
