package org.quantonium.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.SplittableRandom;

/**
 * A port of 127.0.0.1 that stays free until it is used: below those that the system gives to
 * outgoing connections, of which tests make thousands meanwhile.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final SplittableRandom RANDOM = new SplittableRandom();

  private FreePort() {}

  public static int find() {
    return findWith(0);
  }

  /** One such that the port so much above it is free, and stays so, too. */
  public static synchronized int findWith(int above) {
    while (true) {
      int port = RANDOM.nextInt(FIRST, END - above);
      if (isFree(port) && isFree(port + above)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
