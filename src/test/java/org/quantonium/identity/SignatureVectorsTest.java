package org.quantonium.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Signatures of the classes that public test vectors for JSON Web Signature have, made here, each
 * with the reason for which it is none.
 */
class SignatureVectorsTest {
  static final List<SignatureVector> VECTORS = vectors();
  static final List<SignatureVector> GENUINE = genuine();

  private static List<SignatureVector> vectors() {
    try {
      List<SignatureVector> rows = new ArrayList<>(EcdsaVectors.rows());
      rows.addAll(Ed25519Vectors.rows());
      rows.addAll(RsaVectors.rows());
      return rows;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<SignatureVector> genuine() {
    try {
      List<SignatureVector> rows = new ArrayList<>(RsaVectors.genuine());
      rows.add(EcdsaVectors.genuine());
      rows.add(Ed25519Vectors.genuine());
      return rows;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void there_are_more_than_300_of_them_and_no_two_are_one() {
    assertThat(VECTORS).hasSizeGreaterThan(300);
    assertThat(VECTORS).extracting(SignatureVector::name).doesNotHaveDuplicates();
    assertThat(VECTORS).extracting(SignatureVector::reason).doesNotContain("");
    assertThat(VECTORS.stream().map(SignatureVector::algorithm).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(TokenAlgorithm.values());
  }

  @ParameterizedTest
  @FieldSource("GENUINE")
  void takes_what_a_signer_makes(SignatureVector genuine) throws Exception {
    assertThat(genuine.verifies()).isTrue();
  }

  @ParameterizedTest
  @FieldSource("VECTORS")
  void takes_nothing_else(SignatureVector vector) throws Exception {
    assertThat(vector.verifies()).isFalse();
  }
}
