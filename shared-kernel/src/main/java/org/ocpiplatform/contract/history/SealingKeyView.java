package org.ocpiplatform.contract.history;

/**
 * A public key by which checkpoints are verified.
 *
 * @param id the first eight bytes of SHA-256 of the key's X.509 form, in hexadecimal digits
 * @param x509 the key's X.509 form (SubjectPublicKeyInfo) in Base64
 * @param pem the same as PEM
 */
public record SealingKeyView(String id, String algorithm, String x509, String pem) {}
