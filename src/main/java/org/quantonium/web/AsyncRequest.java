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
 * once more when it hears of that, and Payara would log a stack trace each time.
 */
class AsyncRequest extends HttpServletRequestWrapper {
  AsyncRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public AsyncContext startAsync() {
    return new CompletedOnce(super.startAsync());
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return new CompletedOnce(super.startAsync(request, response));
  }

  private record CompletedOnce(AsyncContext context) implements AsyncContext {
    @Override
    public void complete() {
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
