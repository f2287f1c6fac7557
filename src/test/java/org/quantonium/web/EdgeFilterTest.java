package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.quantonium.limits.Foreground;

class EdgeFilterTest {
  /** A server that ran a dispatch twice would run it for whoever has the request by then. */
  @Test
  void serves_nothing_to_a_dispatch_that_nobody_asked_for() throws Exception {
    HttpServletRequest request =
        proxy(
            HttpServletRequest.class,
            method -> method.equals("getDispatcherType") ? DispatcherType.ASYNC : null);
    HttpServletResponse response =
        proxy(
            HttpServletResponse.class,
            method -> {
              throw new AssertionError(method);
            });
    AtomicBoolean served = new AtomicBoolean();
    FilterChain chain = (ignoredRequest, ignoredResponse) -> served.set(true);

    EdgeFilter filter = new EdgeFilter();
    filter.countIn(new Foreground());
    filter.doFilter(request, response, chain);

    assertThat(served).isFalse();
  }

  private interface Answers {
    Object to(String method);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            EdgeFilterTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.to(method.getName())));
  }
}
