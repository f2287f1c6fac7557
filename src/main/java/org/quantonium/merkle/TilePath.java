package org.quantonium.merkle;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tile or an entry bundle stands within its level, and how wide it is.
 *
 * <pre>
 *   067                index    67, full
 *   x001/067           index 1,067, full
 *   x001/067.p/5       index 1,067, the first 5 of 256
 * </pre>
 *
 * <p>C2SP tlog-tiles: the index in groups of three digits, all but the last behind an {@code x}.
 *
 * @param index index >= 0
 * @param width 1 <= width <= 256
 */
public record TilePath(long index, int width) {
  private static final Pattern FORM =
      Pattern.compile("((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  public TilePath {
    if (index < 0) {
      throw new IllegalArgumentException("The index of a tile is not below 0");
    }
    if (width < 1 || width > Tile.WIDTH) {
      throw new IllegalArgumentException("A tile is 1 to 256 wide");
    }
  }

  String under(String prefix) {
    StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
    }
    path.insert(0, prefix);
    return width == Tile.WIDTH ? path.toString() : path.append(".p/").append(width).toString();
  }

  /** Empty unless {@link #under} gives back the very same path. */
  static Optional<TilePath> parse(String prefix, String path) {
    if (!path.startsWith(prefix)) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(path.substring(prefix.length()));
    if (!form.matches()) {
      return Optional.empty();
    }
    int width = form.group(2) == null ? Tile.WIDTH : Integer.parseInt(form.group(2));
    if (width > Tile.WIDTH) {
      return Optional.empty();
    }
    try {
      long index = Long.parseLong(form.group(1).replaceAll("[x/]", ""));
      return Optional.of(new TilePath(index, width)).filter(p -> p.under(prefix).equals(path));
    } catch (NumberFormatException e) {
      return Optional.empty(); // past 2^63 - 1
    }
  }
}
