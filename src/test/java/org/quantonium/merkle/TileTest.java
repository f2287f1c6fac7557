package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 0, 1, tile/0/000.p/1",
    "0, 999, 255, tile/0/999.p/255",
    "0, 1000, 256, tile/0/x001/000",
    "0, 1067, 5, tile/0/x001/067.p/5",
    "7, 1234067, 256, tile/7/x001/x234/067",
    "3, 9223372036854775807, 17, tile/3/x009/x223/x372/x036/x854/x775/807.p/17"
  })
  void has_a_path_that_is_read_back(int level, long index, int width, String path) {
    Tile tile = new Tile(level, index, width);

    assertThat(tile.path()).isEqualTo(path);
    assertThat(Tile.parse(path)).contains(tile);
    assertThat(tile.full()).isEqualTo(width == 256);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000",
        "tile/0/x000/001",
        "tile/0/000/001",
        "tile/0/x001/x067",
        "tile/0/x01/067",
        "tile/0/X001/067",
        "tile/0/x001//067",
        "tile/0/x001067",
        "tile/0/-01",
        "tile/0/+01",
        "tile/00/001",
        "tile/8/001",
        "tile/10/001",
        "tile/-1/001",
        "tile/x/001",
        "tile/0/001.p",
        "tile/0/001.p/",
        "tile/0/001.p/0",
        "tile/0/001.p/00",
        "tile/0/001.p/05",
        "tile/0/001.p/256",
        "tile/0/001.p/257",
        "tile/0/001.p/1000",
        "tile/0/001.p/-1",
        "tile/0/001.p/5/",
        "tile/0/001.p/5.p/5",
        "tile/0/001.q/5",
        "tile/0/001xp/5",
        "/tile/0/001",
        "tile//0/001",
        "tile/0/001/",
        "tile/0/001 ",
        " tile/0/001",
        "tile/0/001\n",
        "tile/0/001\r\n",
        "tile/0/\n001",
        "tile/0/../001",
        "tile/0/%30%30%31",
        "tile/0/\u0660\u0660\u0661",
        "tile/\u0660/001",
        "tile/entries/001",
        "tile/0/x009/x223/x372/x036/x854/x775/808",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/x001/x000/x000/x000/x000/x000/x000/000"
      })
  void any_other_path_is_none(String path) {
    assertThat(Tile.parse(path)).isEmpty();
    if (path.contains("tile/0/")) {
      assertThat(EntryBundle.parsePath(path.replace("tile/0/", "tile/entries/"))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"-1,0,1", "8,0,1", "0,-1,1", "0,0,0", "0,0,-1", "0,0,257"})
  void has_a_level_an_index_and_a_width_in_their_ranges(int level, long index, int width) {
    assertThatThrownBy(() -> new Tile(level, index, width))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  /** The example of C2SP tlog-tiles. */
  @Test
  void a_reader_asks_full_tiles_where_there_are_and_else_the_widest_partial_one() {
    MemoryTree tree = MemoryTree.of(70_000);
    List<String> read = new ArrayList<>();
    HashReader reader =
        Tile.reader(
            70_000,
            tile -> {
              read.add(tile.path());
              return tree.read(tile);
            });

    reader.hash(0, 0);
    reader.hash(7, 1);
    reader.hash(0, 69_999);
    reader.hash(8, 0);
    reader.hash(15, 1);
    reader.hash(12, 16);
    reader.hash(16, 0);
    assertThat(read)
        .containsExactly(
            "tile/0/000", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
  }

  @ParameterizedTest
  @CsvSource({"0,5", "1,2", "2,1", "3,0", "62,0", "63,0", "-1,0", "0,-1"})
  void a_reader_has_no_hash_of_what_is_not_in_the_tree(int level, long index) {
    HashReader reader = MemoryTree.of(5).reader(5);

    assertThatThrownBy(() -> reader.hash(level, index))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no complete subtree");
  }

  @Test
  void a_reader_refuses_a_tile_of_the_wrong_length() {
    assertThatThrownBy(() -> Tile.reader(2, tile -> new byte[65]).hash(0, 0))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("tile/0/000.p/2 has 65 bytes, not 64");
  }
}
