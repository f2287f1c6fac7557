package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** MTH, PATH and PROOF as RFC 9162 defines them, 2.1.1, 2.1.3.1 and 2.1.4.1: slow and obvious. */
final class Definitions {
  private Definitions() {}

  /** The tree of the published vectors: its leaves are "entry 0", "entry 1" and on. */
  static List<byte[]> entries(int size) {
    return LongStream.range(0, size).mapToObj(Definitions::entry).toList();
  }

  static byte[] entry(long index) {
    return ("entry " + index).getBytes(US_ASCII);
  }

  static byte[] mth(List<byte[]> entries) {
    int n = entries.size();
    if (n == 0) {
      return Hashes.emptyRoot();
    }
    if (n == 1) {
      return Hashes.leaf(entries.get(0));
    }
    int k = split(n);
    return Hashes.node(mth(entries.subList(0, k)), mth(entries.subList(k, n)));
  }

  static List<byte[]> path(int m, List<byte[]> entries) {
    int n = entries.size();
    if (n == 1) {
      return List.of();
    }
    int k = split(n);
    return m < k
        ? append(path(m, entries.subList(0, k)), mth(entries.subList(k, n)))
        : append(path(m - k, entries.subList(k, n)), mth(entries.subList(0, k)));
  }

  static List<byte[]> proof(int m, List<byte[]> entries) {
    return subproof(m, entries, true);
  }

  /** On which side each hash of PATH(m, D_n) stands, from the leaf up. */
  static String pathTurns(int m, int n) {
    if (n == 1) {
      return "";
    }
    int k = split(n);
    return m < k ? pathTurns(m, k) + "R" : pathTurns(m - k, n - k) + "L";
  }

  /** On which side each hash of PROOF(m, D_n) stands, from the last subtree of D_m up. */
  static String proofTurns(int m, int n) {
    if (m == n) {
      return "";
    }
    int k = split(n);
    return m <= k ? proofTurns(m, k) + "R" : proofTurns(m - k, n - k) + "L";
  }

  private static List<byte[]> subproof(int m, List<byte[]> entries, boolean whole) {
    int n = entries.size();
    if (m == n) {
      return whole ? List.of() : List.of(mth(entries));
    }
    int k = split(n);
    return m <= k
        ? append(subproof(m, entries.subList(0, k), whole), mth(entries.subList(k, n)))
        : append(subproof(m - k, entries.subList(k, n), false), mth(entries.subList(0, k)));
  }

  private static int split(int n) {
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }

  private static List<byte[]> append(List<byte[]> list, byte[] last) {
    List<byte[]> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
