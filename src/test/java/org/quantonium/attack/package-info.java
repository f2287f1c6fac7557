/**
 * What an attacker sends: tables of hostile input, each row differing from a good request in one
 * respect, and the tests that send them.
 *
 * <p>The tables follow the project's threat model, and cite where a row's idea comes from a
 * published weakness.
 *
 * <p>Every table begins with a control that must be accepted, so that a refusal is known to be of
 * the one respect; {@code TokenVerifierTest} and the container tests walk the same rows.
 */
package org.quantonium.attack;
