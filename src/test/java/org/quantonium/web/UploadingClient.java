package org.quantonium.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quantonium.problem.Problem;

/** A request whose bytes come when the test says so: 0, 1, 2, ... modulo 251. */
final class UploadingClient {
  private final Map<String, Object> attributes = new HashMap<>();
  private final Uploads uploads;
  private final long length;
  boolean asynchronous = true;
  ReadListener listener;
  String expects;
  int sent;
  int read;
  int dispatches;
  int completions;

  UploadingClient(Uploads uploads, long length) {
    this.uploads = uploads;
    this.length = length;
  }

  Optional<HttpServletRequest> receive() throws IOException {
    return receive(uploads);
  }

  Optional<HttpServletRequest> receive(Uploads at) throws IOException {
    return at.receive(request(), response(), UploadsTest.CAP);
  }

  void sends(int bytes) throws IOException {
    sent += bytes;
    if (listener != null) {
      listener.onDataAvailable();
    }
  }

  void ends() throws IOException {
    listener.onAllDataRead();
  }

  Upload upload() {
    return (Upload) attributes.get(Upload.class.getName());
  }

  Problem refusal() {
    assertThat(dispatches).isOne();
    return catchThrowableOfType(Problem.class, () -> upload().received(request()));
  }

  HttpServletResponse response() {
    return proxy(HttpServletResponse.class);
  }

  HttpServletRequest request() {
    return proxy(HttpServletRequest.class);
  }

  private <T> T proxy(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer(method.getName(), arguments)));
  }

  private Object answer(String method, Object[] arguments) {
    return switch (method) {
      case "getInputStream" -> new Arriving();
      case "getContentLengthLong" -> length;
      case "getHeader" -> expects;
      case "isAsyncSupported" -> asynchronous;
      case "startAsync" -> proxy(AsyncContext.class);
      case "getRequest" -> request();
      case "setTimeout", "addListener" -> null;
      case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
      case "getAttribute" -> attributes.get(arguments[0]);
      case "dispatch" -> {
        dispatches++;
        yield null;
      }
      case "complete" -> {
        completions++;
        yield null;
      }
      default -> throw new UnsupportedOperationException(method);
    };
  }

  private final class Arriving extends ServletInputStream {
    @Override
    public int available() {
      return sent - read;
    }

    @Override
    public int read() {
      return read == sent ? -1 : read++ % 251;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = Math.min(length, sent - read);
      for (int i = 0; i < count; i++) {
        buffer[offset + i] = (byte) read();
      }
      return count;
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return read < sent;
    }

    @Override
    public void setReadListener(ReadListener toTell) {
      listener = toTell;
    }
  }
}
