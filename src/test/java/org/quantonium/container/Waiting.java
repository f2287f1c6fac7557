package org.quantonium.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection that sends something and then only listens. */
final class Waiting implements AutoCloseable {
  private final String said;
  private final SocketChannel channel;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  Waiting(String first) {
    this(Server.uri("/").getPort(), first);
  }

  Waiting(int port, String first) {
    said = first;
    try {
      channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.write(ByteBuffer.wrap(first.getBytes(StandardCharsets.ISO_8859_1)));
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server has closed it. */
  boolean isClosed() {
    return listen();
  }

  /** Hears what has come; true at the end. */
  boolean listen() {
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    try {
      int count;
      while ((count = channel.read(buffer.clear())) > 0) {
        heard.write(buffer.array(), 0, count);
      }
      return count < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Ends what it says (FIN), and listens on. */
  void saysNoMore() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String heard() {
    return heard.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    Secrets.answered(said, heard());
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
