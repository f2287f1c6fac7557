package org.quantonium.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {
  private static final long LAST = (1L << 48) - 1;

  @Property
  void is_version_7_of_the_rfc_variant_and_holds_its_time(
      @ForAll @LongRange(min = 0, max = LAST) long millis) {
    String id = TimeOrderedId.next(millis);

    UUID uuid = UUID.fromString(id);
    assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(millis);
  }

  @Property
  void sorts_as_text_by_its_time(@ForAll @LongRange(min = 0, max = LAST - 1) long millis) {
    assertThat(TimeOrderedId.next(millis)).isLessThan(TimeOrderedId.next(millis + 1));
  }

  @Test
  void is_never_the_same_at_the_same_time() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(TimeOrderedId.next(0));
    }

    assertThat(ids).hasSize(10_000);
  }

  /** All 74 bits: each is seen as 0 and as 1. */
  @Test
  void is_random_in_every_bit_that_is_not_time_version_or_variant() {
    long highOnes = 0;
    long highZeros = 0;
    long lowOnes = 0;
    long lowZeros = 0;
    for (int i = 0; i < 200; i++) {
      UUID id = UUID.fromString(TimeOrderedId.next(0));
      highOnes |= id.getMostSignificantBits();
      highZeros |= ~id.getMostSignificantBits();
      lowOnes |= id.getLeastSignificantBits();
      lowZeros |= ~id.getLeastSignificantBits();
    }

    assertThat(highOnes & highZeros).isEqualTo(0x0fffL);
    assertThat(lowOnes & lowZeros).isEqualTo(0x3fff_ffff_ffff_ffffL);
  }
}
