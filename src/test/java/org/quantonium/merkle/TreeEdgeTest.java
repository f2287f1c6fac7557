package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeEdgeTest {
  private static final TileReader NONE =
      tile -> {
        throw new AssertionError("Asked for " + tile.path());
      };

  @Test
  void a_tree_of_size_0_reads_nothing_and_has_the_empty_root() {
    TreeEdge edge = TreeEdge.load(0, NONE);

    assertThat(edge.size()).isZero();
    assertThat(edge.root()).isEqualTo(Hashes.emptyRoot());
    assertThat(edge.partialTiles()).isEmpty();
  }

  @Test
  void the_root_is_the_defined_one_at_every_size_up_to_600() {
    List<byte[]> entries = Definitions.entries(600);
    TreeEdge edge = TreeEdge.load(0, NONE);
    for (int size = 1; size <= 600; size++) {
      edge.append(Hashes.leaf(entries.get(size - 1)), tile -> {});

      assertThat(edge.root()).isEqualTo(Definitions.mth(entries.subList(0, size)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537})
  void a_tree_is_loaded_from_its_tiles_and_grows_on(int size) {
    List<byte[]> entries = Definitions.entries(size + 300);
    MemoryTree tree = MemoryTree.of(size);
    assertThat(tree.edge.root()).isEqualTo(Definitions.mth(entries.subList(0, size)));

    TreeEdge loaded = TreeEdge.load(size, tree::read);
    assertThat(loaded.size()).isEqualTo(size);
    assertThat(loaded.root()).isEqualTo(tree.edge.root());
    for (byte[] entry : entries.subList(size, size + 300)) {
      loaded.append(Hashes.leaf(entry), tile -> {});
    }
    assertThat(loaded.size()).isEqualTo(size + 300);
    assertThat(loaded.root()).isEqualTo(Definitions.mth(entries));
  }

  @Test
  void only_partial_tiles_are_read() {
    MemoryTree tree = MemoryTree.of(70_000);
    List<String> read = new ArrayList<>();
    TreeEdge.load(
        70_000,
        tile -> {
          read.add(tile.path());
          return tree.read(tile);
        });

    assertThat(read).containsExactly("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
  }

  @Test
  void a_leaf_says_which_tiles_it_completes_lowest_level_first() {
    MemoryTree tree = MemoryTree.of(65_535);
    List<FullTile> filled = new ArrayList<>();
    tree.edge.append(Hashes.leaf(Definitions.entry(65_535)), filled::add);

    List<byte[]> entries = Definitions.entries(65_536);
    assertThat(filled).extracting(FullTile::level).containsExactly(0, 1);
    assertThat(filled).extracting(FullTile::index).containsExactly(255L, 0L);
    assertThat(filled.get(0).hashes()).hasSize(8192);
    assertThat(filled.get(0).root()).isEqualTo(Definitions.mth(entries.subList(255 * 256, 65_536)));
    assertThat(filled.get(1).hashes()).hasSize(8192).endsWith(filled.get(0).root());
    assertThat(filled.get(1).root()).isEqualTo(Definitions.mth(entries));
  }

  @Test
  void every_tile_of_a_tree_is_full_once_or_partial_now() {
    MemoryTree tree = MemoryTree.of(66_000);

    assertThat(tree.full).hasSize(257 + 1);
    assertThat(tree.edge.partialTiles().keySet())
        .extracting(Tile::path)
        .containsExactly("tile/0/257.p/208", "tile/1/001.p/1", "tile/2/000.p/1");
  }

  @Test
  void a_leaf_is_not_in_the_tree_if_its_full_tile_cannot_be_kept() {
    MemoryTree tree = MemoryTree.of(255);
    byte[] root = tree.edge.root();
    byte[] lost = Hashes.leaf(Definitions.entry(1));
    assertThatThrownBy(
            () ->
                tree.edge.append(
                    lost,
                    tile -> {
                      throw new IllegalStateException("the disk is full");
                    }))
        .hasMessage("the disk is full");
    assertThat(tree.edge.size()).isEqualTo(255);
    assertThat(tree.edge.root()).isEqualTo(root);

    tree.append(Hashes.leaf(Definitions.entry(255)));
    assertThat(tree.edge.root()).isEqualTo(Definitions.mth(Definitions.entries(256)));
  }

  @Test
  void a_tile_given_out_does_not_change_when_the_tree_grows() {
    MemoryTree tree = MemoryTree.of(256);
    byte[] tile = tree.read(new Tile(0, 0, 256));
    byte[] before = tile.clone();
    tree.append(Hashes.leaf(Definitions.entry(256)));

    assertThat(tile).isEqualTo(before);
  }

  @Test
  void a_tile_of_the_wrong_length_is_not_loaded() {
    assertThatThrownBy(() -> TreeEdge.load(3, tile -> new byte[95]))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("tile/0/000.p/3 has 95 bytes, not 96");
  }

  @Test
  void the_largest_tree_has_eight_partial_tiles_and_does_not_grow() {
    List<String> read = new ArrayList<>();
    TreeEdge edge =
        TreeEdge.load(
            Long.MAX_VALUE,
            tile -> {
              read.add(tile.path());
              return new byte[32 * tile.width()];
            });

    assertThat(read)
        .hasSize(8)
        .startsWith("tile/0/x036/x028/x797/x018/x963/967.p/255")
        .endsWith("tile/7/000.p/127");
    assertThatThrownBy(() -> edge.append(new byte[32], tile -> {}))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("A tree has at most 2^63 - 1 leaves");
  }

  @Test
  void a_leaf_hash_has_32_bytes() {
    TreeEdge edge = TreeEdge.load(0, NONE);

    assertThatThrownBy(() -> edge.append(Arrays.copyOf(Hashes.emptyRoot(), 31), tile -> {}))
        .isExactlyInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TreeEdge.load(-1, NONE))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }
}
