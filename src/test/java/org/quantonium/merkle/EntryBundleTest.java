package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryBundleTest {

  @ParameterizedTest
  @CsvSource({
    "0, 256, tile/entries/000",
    "273, 112, tile/entries/273.p/112",
    "1067, 5, tile/entries/x001/067.p/5"
  })
  void has_a_path_that_is_read_back(long index, int width, String path) {
    assertThat(EntryBundle.path(index, width)).isEqualTo(path);
    assertThat(EntryBundle.parsePath(path)).contains(new TilePath(index, width));
  }

  @Test
  void a_hash_tile_is_not_an_entry_bundle() {
    assertThat(EntryBundle.parsePath("tile/0/000")).isEmpty();
  }

  @Test
  void is_each_length_and_entry() {
    EntryBundle bundle = new EntryBundle(List.of(new byte[] {7, 8}, new byte[0], new byte[258]));

    assertThat(HexFormat.of().formatHex(bundle.encode()))
        .isEqualTo("00020708" + "0000" + "0102" + "00".repeat(258));
  }

  @Test
  void is_read_back_at_its_longest() {
    byte[] longest = new byte[65_535];
    Arrays.fill(longest, (byte) -1);
    byte[] bytes = new EntryBundle(Collections.nCopies(256, longest)).encode();

    assertThat(bytes).hasSize(256 * 65_537);
    assertThat(EntryBundle.decode(bytes).encode()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "'', An entry bundle has 1 to 256 entries",
    "00, The entry bundle ends inside a length",
    "0001, The entry bundle ends inside an entry",
    "000141 00, The entry bundle ends inside a length",
    "000141 ffff41, The entry bundle ends inside an entry",
    "000141 0002, The entry bundle ends inside an entry"
  })
  void does_not_end_in_the_middle(String hex, String sentence) {
    assertThatThrownBy(() -> EntryBundle.decode(HexFormat.of().parseHex(hex.replace(" ", ""))))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void cut_anywhere_it_is_refused_or_has_fewer_entries() {
    byte[] bytes = new EntryBundle(Definitions.entries(5)).encode();
    for (int length = 1; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      if (length % 9 == 0) { // "entry 0" and its length
        assertThat(EntryBundle.decode(cut).entries()).hasSize(length / 9);
      } else {
        assertThatThrownBy(() -> EntryBundle.decode(cut))
            .isExactlyInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("The entry bundle ends inside");
      }
    }
  }

  @Test
  void has_at_most_256_entries() {
    assertThat(EntryBundle.decode(new byte[2 * 256]).entries()).hasSize(256);
    assertThatThrownBy(() -> EntryBundle.decode(new byte[2 * 257]))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("The entry bundle goes on after 256 entries");
    assertThatThrownBy(() -> new EntryBundle(Collections.nCopies(257, new byte[0])))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void has_no_entry_that_its_length_cannot_tell() {
    assertThatThrownBy(() -> new EntryBundle(List.of(new byte[65_536])))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("An entry has at most 65,535 bytes");
  }
}
