package org.quantonium.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request whose answer may be put off, and completed by whoever writes it: Jersey completes it
 * once more when it hears of that, and Payara would log a stack trace each time. An answer that is
 * late is completed by the tarpit.
 */
final class AsyncRequest extends HttpServletRequestWrapper {
  private final LateAnswer late;
  private final Tarpit tarpit;

  AsyncRequest(HttpServletRequest request, LateAnswer late, Tarpit tarpit) {
    super(request);
    this.late = late;
    this.tarpit = tarpit;
  }

  @Override
  public AsyncContext startAsync() {
    return new CompletedOnce(super.startAsync(), late, tarpit);
  }

  /** RESTEasy asks for it anew whenever it needs it. */
  @Override
  public AsyncContext getAsyncContext() {
    return new CompletedOnce(super.getAsyncContext(), late, tarpit);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return new CompletedOnce(super.startAsync(request, response), late, tarpit);
  }

  private record CompletedOnce(AsyncContext context, LateAnswer late, Tarpit tarpit)
      implements AsyncContext {
    @Override
    public void complete() {
      if (late.isLate()) {
        if (late.take()) {
          tarpit.complete(context, late);
        }
        return;
      }
      try {
        context.complete();
      } catch (IllegalStateException already) {
        // Then there is nothing to do.
      }
    }

    @Override
    public ServletRequest getRequest() {
      return context.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
      return context.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
      return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
      context.dispatch();
    }

    @Override
    public void dispatch(String path) {
      context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext servlets, String path) {
      context.dispatch(servlets, path);
    }

    @Override
    public void start(Runnable work) {
      context.start(work);
    }

    @Override
    public void addListener(AsyncListener listener) {
      context.addListener(listener);
    }

    @Override
    public void addListener(
        AsyncListener listener, ServletRequest request, ServletResponse response) {
      context.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
      return context.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
      context.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
      return context.getTimeout();
    }
  }
}
