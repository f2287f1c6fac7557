package org.quantonium.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** An answer of which nothing is sent yet if it is a 429: {@link Tarpit} sends it later. */
final class LateAnswer extends HttpServletResponseWrapper {
  private static final int TOO_MANY_REQUESTS = 429;

  private final AtomicBoolean taken = new AtomicBoolean();

  /** Written by whichever thread answers. */
  private volatile Body body;

  LateAnswer(HttpServletResponse response) {
    super(response);
  }

  /** The server's own. */
  HttpServletResponse server() {
    return (HttpServletResponse) getResponse();
  }

  boolean isLate() {
    return body != null;
  }

  /** Whether it is late and nobody else has taken it upon itself to send it. */
  boolean take() {
    return isLate() && taken.compareAndSet(false, true);
  }

  /** Sends what was kept. */
  void send() throws IOException {
    server().getOutputStream().write(body.bytes.toByteArray());
    server().flushBuffer();
  }

  @Override
  public void setStatus(int status) {
    body = status == TOO_MANY_REQUESTS ? new Body() : null;
    super.setStatus(status);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return isLate() ? body : super.getOutputStream();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return isLate() ? new PrintWriter(body, true, StandardCharsets.UTF_8) : super.getWriter();
  }

  @Override
  public void flushBuffer() throws IOException {
    if (!isLate()) {
      super.flushBuffer();
    }
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    if (isLate()) {
      body.bytes.reset();
    }
  }

  @Override
  public void reset() {
    super.reset();
    body = null;
  }

  private static final class Body extends ServletOutputStream {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int value) {
      bytes.write(value);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      bytes.write(buffer, offset, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("The answer is written at once");
    }
  }
}
