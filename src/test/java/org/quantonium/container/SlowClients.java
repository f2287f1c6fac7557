package org.quantonium.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Many connections from one thread: each sends its first bytes, and then one piece more every
 * period. What is answered is read, unless it is to be left unread. One that the server closes
 * comes again at the next period.
 */
final class SlowClients implements AutoCloseable {
  private static final int SMALL = 4096;

  private final Selector selector = Selector.open();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "slow clients");
  private final IntFunction<byte[]> first;
  private final byte[] piece;
  private final Duration period;
  private int count;
  private final boolean reads;

  private volatile boolean stopped;
  private final AtomicInteger ended = new AtomicInteger();

  private SlowClients(IntFunction<byte[]> first, String piece, Duration period, boolean reads)
      throws IOException {
    this.first = first;
    this.piece = piece.getBytes(StandardCharsets.ISO_8859_1);
    this.period = period;
    this.reads = reads;
  }

  /** So many connections; the i-th begins with {@code first.apply(i)}. */
  static SlowClients start(int count, IntFunction<byte[]> first, String piece, Duration period) {
    return start(count, first, piece, period, true);
  }

  /** Connections that never read an answer. */
  static SlowClients startUnread(int count, IntFunction<byte[]> first) {
    return start(count, first, "", Duration.ofDays(1), false);
  }

  private static SlowClients start(
      int count, IntFunction<byte[]> first, String piece, Duration period, boolean reads) {
    try {
      SlowClients clients = new SlowClients(first, piece, period, reads);
      clients.count = count;
      for (int i = 0; i < count; i++) {
        clients.connect();
      }
      clients.thread.start();
      return clients;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect() throws IOException {
    ByteBuffer begin = ByteBuffer.wrap(first.apply(channels.size()));
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    if (!reads) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
    }
    channel.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Server.uri("/").getPort()));
    channel.register(selector, SelectionKey.OP_CONNECT, begin);
    channels.add(channel);
  }

  private void run() {
    long next = System.nanoTime() + period.toNanos();
    ByteBuffer answer = ByteBuffer.allocate(64 << 10);
    try {
      while (!stopped) {
        selector.select(50);
        for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
          serve(keys.next(), answer);
          keys.remove();
        }
        if (System.nanoTime() > next) {
          next += period.toNanos();
          selector.keys().forEach(this::sendOneMore);
          while (channels.size() < count + ended.get()) {
            connect();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SelectionKey key, ByteBuffer answer) {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        key.interestOps(SelectionKey.OP_WRITE);
      }
      if (key.isWritable()) {
        ByteBuffer rest = (ByteBuffer) key.attachment();
        channel.write(rest);
        if (!rest.hasRemaining()) {
          key.interestOps(reads ? SelectionKey.OP_READ : 0);
        }
      }
      if (key.isValid() && key.isReadable() && channel.read(answer.clear()) < 0) {
        end(key);
      }
    } catch (IOException gone) {
      end(key);
    }
  }

  private void sendOneMore(SelectionKey key) {
    if (key.isValid() && !((ByteBuffer) key.attachment()).hasRemaining()) {
      key.attach(ByteBuffer.wrap(piece));
      key.interestOps(SelectionKey.OP_WRITE | SelectionKey.OP_READ);
    }
  }

  private void end(SelectionKey key) {
    key.cancel();
    ended.incrementAndGet();
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connections that the server closed. */
  int ended() {
    return ended.get();
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
      selector.close();
      for (SocketChannel channel : channels) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
