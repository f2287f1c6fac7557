package org.quantonium.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Base64;
import java.util.Optional;

/** What an entry's commitments stand for; a row may be erased, and the entry still holds. */
@Entity
@Table(name = "ledger_person")
class LedgerPerson {
  @Id
  @Column(name = "entry_index")
  long index;

  @Column(name = "subject")
  String subject;

  @Column(name = "subject_salt")
  byte[] subjectSalt;

  @Column(name = "address")
  String address;

  @Column(name = "address_salt")
  byte[] addressSalt;

  protected LedgerPerson() {}

  Optional<EntryView.Opening> openSubject() {
    return open(subject, subjectSalt);
  }

  Optional<EntryView.Opening> openAddress() {
    return open(address, addressSalt);
  }

  private static Optional<EntryView.Opening> open(String value, byte[] salt) {
    return value == null
        ? Optional.empty()
        : Optional.of(new EntryView.Opening(value, Base64.getEncoder().encodeToString(salt)));
  }
}
