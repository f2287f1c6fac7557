package org.quantonium.qasm;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short fuzzing run of the reader in each build. */
class QasmReaderFuzz {
  @MethodSource("org.quantonium.qasm.FuzzTarget#fewSeeds")
  @DictionaryEntries({
    "OPENQASM 2.0;",
    "include \"qelib1.inc\";",
    "qreg q[2];",
    "creg c[2];",
    "gate g(a) x,y {",
    "opaque ",
    "measure ",
    " -> ",
    "reset ",
    "barrier ",
    "if(c==1) ",
    "pi",
    "sin(",
    "^",
    "U(0,0,0) ",
    "CX ",
    "u3(",
    "c4x ",
    "q[0]",
    "/*",
    "//"
  })
  @FuzzTest(maxDuration = "10s")
  void any_text_is_read_or_refused(byte[] text) {
    FuzzTarget.run(text);
  }
}
