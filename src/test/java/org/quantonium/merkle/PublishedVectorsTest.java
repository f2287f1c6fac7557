package org.quantonium.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what an independent implementation published of the leaves "entry 0" and on. */
class PublishedVectorsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "1, dziFphNIniTOLPdhmdakI/BC5LvxLX7s7pEu8nbGVwE=",
    "3, lPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhk=",
    "8, tpcyzlyRQWLKmsz69OldP5h01ogFQ3CIqv8YSk25Z3M=",
    "256, 2mWW2VNp9f7zIquOTg2jsLUCNqqcijsdJG90Ecni4y4=",
    "70000, o5IPun8jmgcam9EHIfE0Gt3vuu3ttBx+JEN6nRa98Ao="
  })
  void the_root_is_the_published_one(int size, String root) {
    MemoryTree tree = MemoryTree.of(size);

    assertThat(base64(tree.edge.root())).isEqualTo(root);
    assertThat(base64(Proofs.root(size, tree.reader(size)))).isEqualTo(root);
    assertThat(base64(Definitions.mth(Definitions.entries(size)))).isEqualTo(root);
  }

  @Test
  void entry_5_of_8_is_proven_as_published() {
    assertThat(base64(Proofs.inclusion(5, 8, MemoryTree.of(8).reader(8))))
        .isEqualTo(base64(Definitions.path(5, Definitions.entries(8))))
        .containsExactly(
            "SFM123z+yWXxX/dF/GJcQdXqJkaTaTAWWCj3PdS2iFQ=",
            "/w4ywg/2W5esELOyZ3uHKqPVoCh9lFesukflfPSkpz8=",
            "l5nzB1F+9RfCIF35tndivzR1ayAJn7ffzOdrzr0nOy4=");
  }

  @Test
  void size_3_is_proven_to_begin_size_8_as_published() {
    assertThat(base64(Proofs.consistency(3, 8, MemoryTree.of(8).reader(8))))
        .isEqualTo(base64(Definitions.proof(3, Definitions.entries(8))))
        .containsExactly(
            "V8efTzGuApxdS9MLBzwnyU35NDiytGl+Hh7vW8A5SkE=",
            "YcoROfaBWEHVuvLQ0tm9nf7pfImN1ve6DAqpQe5sAes=",
            "WkdmL9ijF9lgSaP59HxV3GfKZgUbqjaD27GbL+CaB7A=",
            "GhZ/vGuCwqdE9v+gpidhde2wC9MFkqXnT3ohqdIDqCg=");
  }

  @Test
  void the_key_is_written_as_published() {
    assertThat(TestKey.KEY).hasToString(TestKey.TEXT);
    assertThat(VerifierKey.parse(TestKey.TEXT)).isEqualTo(TestKey.KEY);
    assertThat(TestKey.KEY.keyId()).containsExactly(0x2a, 0x52, 0x10, 0x8c);
  }

  @Test
  void the_checkpoint_of_size_3_is_signed_as_published() {
    Checkpoint checkpoint = new Checkpoint(TestKey.ORIGIN, 3, MemoryTree.of(3).edge.root());

    assertThat(TestKey.sign(checkpoint.text()))
        .hasToString(
            """
            ledger.example/audit
            3
            lPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhk=

            — ledger.example/audit KlIQjN6gKsmsIJ9X/EvSnGIqSlLkzhlDbdXSU692xfe5mf6u7GHg1A3qS3lSWBMFrBzRAJm92wYSjjJBOLgGRVcr1gw=
            """);
  }

  private static String base64(byte[] hash) {
    return Base64.getEncoder().encodeToString(hash);
  }

  private static List<String> base64(List<byte[]> hashes) {
    return hashes.stream().map(PublishedVectorsTest::base64).toList();
  }
}
