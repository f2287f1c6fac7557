package org.quantonium.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends bytes that a proper HTTP client would not, on a connection of their own. */
public final class RawHttp {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int LONGEST_ANSWER = 1 << 20;

  private RawHttp() {}

  /** The whole answer as ISO-8859-1; empty if the server closed or said nothing in ten seconds. */
  public static String exchange(String request) {
    return exchange(Server.uri("/").getPort(), request);
  }

  /** The same on any port; the pieces are sent with a pause between them. */
  static String exchange(int port, String... pieces) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      for (int i = 0; i < pieces.length; i++) {
        Http.sleep(i == 0 ? Duration.ZERO : PAUSE);
        socket.getOutputStream().write(pieces[i].getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      }
      String answer = new String(read(socket.getInputStream()), StandardCharsets.ISO_8859_1);
      Secrets.answered(pieces[0], answer);
      return answer;
    } catch (IOException closed) {
      return "";
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    try {
      return in.readNBytes(LONGEST_ANSWER);
    } catch (SocketTimeoutException open) {
      return new byte[0];
    }
  }

  /** The status of an answer, 0 if there is none. */
  public static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }
}
