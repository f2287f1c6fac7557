package org.quantonium.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * From whom {@code X-Forwarded-For} is believed: each proxy appends the address that it saw, so
 * that what stands left of the first address which is no proxy of ours is the client's own
 * invention.
 */
@ApplicationScoped
class TrustedProxies {
  /** A chain of more proxies than that is none. */
  private static final int MOST_HOPS = 32;

  private static final String[] NONE = {};

  private final List<AddressRange> trusted;

  TrustedProxies() {
    this.trusted = List.of();
  }

  @Inject
  TrustedProxies(Config config) {
    // By hand: Payara cannot inject an Optional of a list.
    String[] ranges =
        config.getOptionalValue("quantonium.proxies.trusted", String[].class).orElse(NONE);
    this.trusted = Arrays.stream(ranges).map(AddressRange::parse).toList();
  }

  /**
   * The address that a request came from.
   *
   * @param peer as the server tells it; may be null
   * @param forwarded values of all {@code X-Forwarded-For} headers; empty or null if there is none
   */
  String client(String peer, List<String> forwarded) {
    if (forwarded == null || forwarded.isEmpty() || !isTrusted(peer)) {
      return peer;
    }
    String[] hops = String.join(",", forwarded).split(",", -1);
    String client = peer;
    for (int i = hops.length - 1; i >= Math.max(0, hops.length - MOST_HOPS); i--) {
      String hop = hops[i].strip();
      if (!AddressRange.isAddress(hop)) {
        return client;
      }
      client = hop;
      if (!isTrusted(hop)) {
        return client;
      }
    }
    return client;
  }

  private boolean isTrusted(String address) {
    return !trusted.isEmpty()
        && address != null
        && AddressRange.isAddress(address)
        && trusted.stream().anyMatch(range -> range.contains(address));
  }
}
