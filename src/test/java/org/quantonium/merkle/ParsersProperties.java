package org.quantonium.merkle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is read: a value that is written just so, or a sentence; never another exception. */
class ParsersProperties {

  /** A parser of texts, with a text that it takes. */
  private enum Parser {
    TILE(
        "tile/3/x001/x234/067.p/17",
        text -> Tile.parse(text).map(Tile::path).orElseThrow(Parser::absent)),
    BUNDLE_PATH(
        "tile/entries/x001/067.p/5",
        text ->
            EntryBundle.parsePath(text)
                .map(at -> EntryBundle.path(at.index(), at.width()))
                .orElseThrow(Parser::absent)),
    CHECKPOINT(
        new Checkpoint(TestKey.ORIGIN, 3, MemoryTree.of(3).edge.root()).text(),
        text -> Checkpoint.parse(text).text()),
    KEY(TestKey.TEXT, text -> VerifierKey.parse(text).toString()),
    NOTE(TestKey.sign("a\n\ntext \u00e8\n").toString(), text -> SignedNote.parse(text).toString()),
    PROOF(
        new TlogProof(
                Definitions.entry(5),
                5,
                Proofs.inclusion(5, 8, MemoryTree.of(8).reader(8)),
                TestKey.sign("a\n"))
            .toString(),
        text -> TlogProof.parse(text).toString()),
    PROMISE(
        new Promise(TestKey.ORIGIN, "0190a6f4-3c2e-7b1a-9d7e-1f2a3b4c5d6e", new byte[32], 12, 6_000)
            .text(),
        text -> Promise.parse(text).text()),
    BUNDLE( // every byte is a character here
        new String(new EntryBundle(Definitions.entries(5)).encode(), ISO_8859_1),
        text -> new String(EntryBundle.decode(text.getBytes(ISO_8859_1)).encode(), ISO_8859_1));

    private final String good;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes a row
    private final UnaryOperator<String> readAndWrite;

    Parser(String good, UnaryOperator<String> readAndWrite) {
      this.good = good;
      this.readAndWrite = readAndWrite;
    }

    private static IllegalArgumentException absent() {
      return new IllegalArgumentException("There is none");
    }

    private void check(String any) {
      String text = this == BUNDLE ? new String(any.getBytes(ISO_8859_1), ISO_8859_1) : any;
      String written;
      try {
        written = readAndWrite.apply(text);
      } catch (IllegalArgumentException e) {
        assertThat(e).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(e.getMessage()).matches("[A-Z][ -~]{8,120}[^.]");
        return;
      }
      assertThat(written).isEqualTo(text);
    }
  }

  @Property(tries = 8)
  void take_what_is_good(@ForAll Parser parser) {
    assertThat(parser.readAndWrite.apply(parser.good)).isEqualTo(parser.good);
  }

  @Property
  void any_text(@ForAll Parser parser, @ForAll String text) {
    parser.check(text);
  }

  @Property
  void one_byte_is_another(
      @ForAll Parser parser, @ForAll @IntRange(max = 1023) int at, @ForAll byte other) {
    mutated(
        parser,
        bytes -> {
          bytes[at % bytes.length] = other;
          return bytes;
        });
  }

  @Property
  void some_bytes_are_missing_twice_or_foreign(
      @ForAll Parser parser,
      @ForAll @IntRange(max = 1023) int from,
      @ForAll @IntRange(max = 1023) int to,
      @ForAll @Size(max = 8) byte[] between) {
    mutated(
        parser,
        bytes -> {
          int end = from % (bytes.length + 1);
          int start = to % (bytes.length + 1);
          byte[] other = new byte[end + between.length + bytes.length - start];
          System.arraycopy(bytes, 0, other, 0, end);
          System.arraycopy(between, 0, other, end, between.length);
          System.arraycopy(bytes, start, other, end + between.length, bytes.length - start);
          return other;
        });
  }

  @Property
  void one_piece_is_another(
      @ForAll Parser parser,
      @ForAll @IntRange(max = 1023) int at,
      @ForAll @IntRange(max = 11) int i) {
    String piece =
        List.of("\n", "\r\n", "\n\n", " ", "0", "00", "+", "=", "\u2014 ", "/", "x", "\ud800")
            .get(i);
    int start = at % parser.good.length();

    parser.check(parser.good.substring(0, start) + piece + parser.good.substring(start));
    parser.check(parser.good.substring(0, start) + piece + parser.good.substring(start + 1));
  }

  private static void mutated(Parser parser, UnaryOperator<byte[]> mutation) {
    boolean binary = parser == Parser.BUNDLE;
    Function<byte[], String> text = bytes -> new String(bytes, binary ? ISO_8859_1 : UTF_8);
    parser.check(text.apply(mutation.apply(parser.good.getBytes(binary ? ISO_8859_1 : UTF_8))));
  }
}
