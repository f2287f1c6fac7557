package org.quantonium.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantonium.outbound.SelfSigned;
import org.quantonium.storage.Settings;

/** An issuer over TLS, by its own CA: here certificates that sign themselves. */
class IssuerTlsTest {
  private static final ECKey KEY = IssuerStub.es256();

  @TempDir private static Path directory;
  private static SelfSigned right;
  private static SelfSigned another;
  private static IssuerStub stub;

  @BeforeAll
  static void start() throws Exception {
    right = SelfSigned.in(directory, "right", "ip:127.0.0.1");
    another = SelfSigned.in(directory, "another", "ip:127.0.0.1");
    stub = IssuerStub.startAt(0, right.server());
    stub.publish(KEY);
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  private static Set<String> kids(IssuerStub issuer, String trusted) throws IssuerException {
    Map<String, String> set =
        Map.of(
            "quantonium.issuer.url",
            issuer.url(),
            "quantonium.issuer.ca.file",
            trusted,
            "quantonium.issuer.scopes",
            "runner=run:simulation",
            "quantonium.issuer.timeout.millis",
            "20000");
    IssuerSettings settings = IssuerSettings.from(Settings.catalogueWith(set)).orElseThrow();
    return new IssuerDocuments(settings).keys().keySet();
  }

  private static void refuses(IssuerStub issuer, String trusted) {
    int before = issuer.requests.get();
    IssuerException refusal =
        catchThrowableOfType(IssuerException.class, () -> kids(issuer, trusted));

    assertThat(refusal)
        .hasMessageContaining("certificate that is not trusted")
        .hasMessageContaining("quantonium.issuer.ca.file");
    assertThat(refusal.condition()).isEqualTo(IssuerCondition.REFUSED);
    assertThat(issuer.requests).hasValue(before);
  }

  @Test
  void is_believed_where_the_file_names_who_signed() throws Exception {
    assertThat(kids(stub, right.pem().toString())).containsExactly(KEY.getKeyID());
  }

  @Test
  void is_not_believed_where_another_signed_or_nobody_is_named() {
    refuses(stub, another.pem().toString());
    refuses(stub, "");
  }

  @Test
  void is_not_believed_where_the_certificate_is_of_another_host() throws Exception {
    SelfSigned elsewhere = SelfSigned.in(directory, "elsewhere", "dns:keycloak.example");
    try (IssuerStub foreign = IssuerStub.startAt(0, elsewhere.server())) {
      refuses(foreign, elsewhere.pem().toString());
    }
  }
}
