package org.quantonium.container;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection on which one thread sends request after request, with as little work of its own as
 * can be: for crowds that share the processors with the server that they ask.
 */
final class KeptConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final int port;
  private Socket socket;
  private InputStream in;

  KeptConnection(int port) {
    this.port = port;
  }

  /**
   * An answer.
   *
   * @param head status line and fields in lower case
   */
  record Answer(int status, String head, String body) {}

  /** Opens a connection if there is none, sends, and reads the answer to its end. */
  Answer send(byte[] request) throws IOException {
    return send(request, 0, new byte[0]);
  }

  /** The same of a request in two pieces, the second so many nanoseconds after the first. */
  Answer send(byte[] request, long nanos, byte[] rest) throws IOException {
    try {
      if (socket == null) {
        socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream());
      }
      socket.getOutputStream().write(request);
      if (rest.length > 0) {
        LockSupport.parkNanos(nanos);
        socket.getOutputStream().write(rest);
      }
      Answer answer = read();
      Secrets.answered(
          new String(request, StandardCharsets.ISO_8859_1), answer.head + "\n" + answer.body);
      if (answer.head.contains("connection: close")) {
        close();
      }
      return answer;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Answer read() throws IOException {
    String status = line();
    StringBuilder head = new StringBuilder(status).append('\n');
    int length = 0;
    boolean chunked = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String field = line.toLowerCase(Locale.ROOT);
      head.append(field).append('\n');
      if (field.startsWith("content-length:")) {
        length = Integer.parseInt(field.substring(15).strip());
      }
      chunked |= field.startsWith("transfer-encoding: chunked");
    }
    byte[] body = chunked ? chunks() : in.readNBytes(length);
    return new Answer(
        Integer.parseInt(status.substring(9, 12)),
        head.toString(),
        new String(body, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("Closed by the server after '" + line + "'");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // It is not used again.
    }
    socket = null;
  }
}
