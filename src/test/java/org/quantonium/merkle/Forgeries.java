package org.quantonium.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Every way to bend a proof a little. */
final class Forgeries {
  /** Which bits of a hash are flipped, one at a time. */
  enum Flips {
    ONE_A_HASH,
    ONE_A_BYTE,
    ALL
  }

  private Forgeries() {}

  static void forEach(List<byte[]> proof, Flips flips, Consumer<List<byte[]>> verify) {
    for (int i = 0; i < proof.size(); i++) {
      int place = i;
      forEachFlip(proof.get(i), flips, flipped -> verify.accept(with(proof, place, flipped)));
      verify.accept(with(proof, i, Arrays.copyOf(proof.get(i), 31)));
      verify.accept(with(proof, i, Arrays.copyOf(proof.get(i), 33)));
      verify.accept(with(proof, i, new byte[0]));
      verify.accept(without(proof, i));
      int last = flips == Flips.ONE_A_HASH ? Math.min(i + 2, proof.size()) : proof.size();
      for (int j = i + 1; j < last; j++) {
        List<byte[]> swapped = new ArrayList<>(proof);
        Collections.swap(swapped, i, j);
        verify.accept(swapped);
      }
      verify.accept(inserted(proof, i, proof.get(i)));
    }
    verify.accept(inserted(proof, 0, new byte[Hashes.BYTES]));
    verify.accept(inserted(proof, proof.size(), new byte[Hashes.BYTES]));
    if (proof.size() > 1) {
      List<byte[]> shifted = new ArrayList<>(proof);
      Collections.rotate(shifted, 1);
      verify.accept(shifted);
      verify.accept(List.of());
    }
  }

  /** The one bit in a hash, or in a byte, is another each time, so that all have their turn. */
  static void forEachFlip(byte[] hash, Flips flips, Consumer<byte[]> verify) {
    int own = (hash[0] & 0xff);
    for (int bit = 0; bit < 8 * hash.length; bit++) {
      boolean flip =
          switch (flips) {
            case ONE_A_HASH -> bit == own;
            case ONE_A_BYTE -> bit % 8 == own % 8;
            case ALL -> true;
          };
      if (flip) {
        byte[] flipped = hash.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        verify.accept(flipped);
      }
    }
  }

  private static List<byte[]> with(List<byte[]> proof, int i, byte[] hash) {
    List<byte[]> other = new ArrayList<>(proof);
    other.set(i, hash);
    return other;
  }

  private static List<byte[]> without(List<byte[]> proof, int i) {
    List<byte[]> other = new ArrayList<>(proof);
    other.remove(i);
    return other;
  }

  private static List<byte[]> inserted(List<byte[]> proof, int i, byte[] hash) {
    List<byte[]> other = new ArrayList<>(proof);
    other.add(i, hash);
    return other;
  }
}
