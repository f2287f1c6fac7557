package org.quantonium.ledger;

import java.sql.SQLException;
import org.quantonium.merkle.HashReader;
import org.quantonium.merkle.Tile;
import org.quantonium.merkle.TileReader;

/** The tiles of the database, for the tree's arithmetic, which knows no {@link SQLException}. */
final class TilesOf {
  private TilesOf() {}

  static TileReader head(Tables tables) {
    return tile -> {
      try {
        return tables.tile(tile);
      } catch (SQLException e) {
        throw new IllegalStateException("The database did not answer", e);
      }
    };
  }

  static HashReader tree(long size, Tables tables) {
    return Tile.reader(size, head(tables));
  }
}
