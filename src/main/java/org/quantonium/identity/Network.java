package org.quantonium.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * How far around an address all is counted as one client: IPv4 by the address, IPv6 by its first 64
 * bits, since whoever has one address of a /64 has them all.
 */
public final class Network {
  private Network() {}

  /**
   * Text of the network, such as {@code 192.0.2.1} or {@code 2001:db8:0:1::/64}. What is no address
   * stands for itself; nothing is looked up.
   */
  public static String of(String address) {
    // A name server is asked only for what has no colon.
    if (address.indexOf(':') < 0) {
      return address;
    }
    String plain = address.replaceAll("[\\[\\]]|%.*", "");
    try {
      InetAddress parsed = InetAddress.getByName("[" + plain + "]");
      return parsed instanceof Inet6Address ? prefix(parsed.getAddress()) : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }

  private static String prefix(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i += 2) {
      int group = (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
      text.append(Integer.toHexString(group)).append(':');
    }
    return text.append(":/64").toString();
  }
}
