package org.quantonium.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * All addresses with the same first bits: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one
 * address.
 */
final class AddressRange {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final Pattern BITS = Pattern.compile("\\d{1,3}");

  /** 4 or 16 bytes. */
  private final byte[] address;

  private final int bits;

  private AddressRange(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * Reads a setting.
   *
   * @throws IllegalStateException if it is no address, or no range that begins at its first one
   */
  static AddressRange parse(String text) {
    String[] parts = text.strip().split("/", 2);
    byte[] address = isAddress(parts[0]) ? bytes(parts[0]) : null;
    boolean whole = parts.length == 1;
    if (address == null || (!whole && !BITS.matcher(parts[1]).matches())) {
      throw wrong();
    }
    int bits = whole ? 8 * address.length : Integer.parseInt(parts[1]);
    if (bits > 8 * address.length) {
      throw wrong();
    }
    return new AddressRange(address, bits);
  }

  private static IllegalStateException wrong() {
    return new IllegalStateException(
        "quantonium.proxies.trusted lists addresses and ranges such as 10.0.0.0/8, with commas");
  }

  /** Whether this is an address and not a name; nothing is looked up. */
  static boolean isAddress(String text) {
    if (IPV4.matcher(text).matches()) {
      return true;
    }
    if (text.indexOf(':') < 0 || !IPV6.matcher(text).matches()) {
      return false;
    }
    try {
      return InetAddress.getByName("[" + text + "]") != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  boolean contains(String text) {
    byte[] other = bytes(text);
    if (other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** An IPv4 address inside an IPv6 one is that IPv4 address. */
  private static byte[] bytes(String text) {
    try {
      return InetAddress.getByName(text.indexOf(':') < 0 ? text : "[" + text + "]").getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address was looked up", e);
    }
  }
}
