package org.quantonium.web;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.quantonium.identity.Caller;
import org.quantonium.identity.CurrentCaller;
import org.quantonium.ledger.Refusals;
import org.quantonium.problem.Problem;
import org.quantonium.problem.ProblemType;

/**
 * What a caller may do: the annotation on the resource method decides, and a method without one is
 * refused.
 *
 * <p>HEAD is matched to its GET method, so it passes the same check.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class AuthorizationFilter implements ContainerRequestFilter {
  @Inject private CurrentCaller current;
  @Inject private Refusals refusals;

  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    if (method.isAnnotationPresent(PermitAll.class)) {
      return;
    }
    Caller caller = current.find().orElseThrow(AuthenticationFilter::missing);
    RolesAllowed policy = method.getAnnotation(RolesAllowed.class);
    if (policy == null) {
      throw new Problem(ProblemType.FORBIDDEN, "This call has no declared policy.");
    }
    if (Arrays.stream(policy.value()).noneMatch(caller.scopes()::contains)) {
      String scope = String.join(" ", policy.value());
      refusals.scope(caller, scope, RecordedRequestFilter.path(request));
      throw AuthenticationFilter.insufficient(request, scope);
    }
  }
}
